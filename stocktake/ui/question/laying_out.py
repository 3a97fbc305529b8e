"""Layouts kept from working while much on a page comes and goes, and then worked once.

Every widget that is shown makes Qt lay out all that it stands in, up to the window: on a page of
forty questions the same work would be done forty times.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout


@contextmanager
def laid_out_once(*layouts: QLayout | None) -> Iterator[None]:
    """Leave layouts alone until what is inside is done; used within itself, the outermost counts.

    Args:
        layouts: those to leave alone; None where there is none.
    """
    waiting = [each for each in layouts if each is not None and each.isEnabled()]
    for layout in waiting:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in waiting:
            layout.setEnabled(True)
            layout.invalidate()
