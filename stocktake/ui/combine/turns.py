"""What the lead does while files are read or written waits its turn; nothing of it is lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, cast

from PySide6.QtCore import Slot

P = ParamSpec("P")
WAITS = "This is done as soon as what is running has ended."


class Turns:
    """What waits on a page, in the order in which it was asked for.

    The page has ``is_working`` and a ``notice``, where it is said that something waits.
    """

    def __init__(self, page: Any) -> None:
        self._page = page
        self._waiting: deque[Callable[[], None]] = deque()

    def wait(self, act: Callable[[], None]) -> None:
        """Keep something to do until there is room for it, and say so."""
        self._waiting.append(act)
        self._page.notice.say("info", WAITS, "Waiting")

    def take(self) -> None:
        """Do what waits, until something begins that the rest has to wait for."""
        if self._page.notice.text() == WAITS:
            self._page.notice.clear()
        while self._waiting and not self._page.is_working:
            self._waiting.popleft()()


def in_turn(
    *types: type,
) -> Callable[[Callable[Concatenate[Any, P], None]], Callable[Concatenate[Any, P], None]]:
    """Make a slot of a page that waits while the page is working.

    The page has ``is_working`` and ``turns``.
    """

    def made(slot: Callable[Concatenate[Any, P], None]) -> Callable[Concatenate[Any, P], None]:
        @Slot(*types)
        @wraps(slot)
        def later(page: Any, *args: P.args, **kwargs: P.kwargs) -> None:
            if page.is_working:
                page.turns.wait(partial(later, page, *args, **kwargs))
            else:
                slot(page, *args, **kwargs)

        return cast(Callable[Concatenate[Any, P], None], later)

    return made
