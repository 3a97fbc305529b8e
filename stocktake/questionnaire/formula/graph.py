"""What depends on what, so that only what a changed answer touches is worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


class DependencyGraph:
    """Formulas by name, and the names each refers to.

    A name that is referred to but has no formula is an answer. Names on a cycle, or that lead into
    one, have no place in ``order``: a form with a cycle is refused, and the graph only says so.

    Attributes:
        order: every formula's name, each after the formulas it refers to.
        cycle: the names around one cycle, the first repeated at the end; empty when there is none.
    """

    def __init__(self, references: Mapping[str, Iterable[str]]) -> None:
        self._references = {name: tuple(dict.fromkeys(ids)) for name, ids in references.items()}
        self._used_by: dict[str, list[str]] = {}
        for name, ids in self._references.items():
            for id_ in ids:
                self._used_by.setdefault(id_, []).append(name)
        self.order, self.cycle = self._sorted()
        self._place = {name: place for place, name in enumerate(self.order)}

    def references(self, name: str) -> tuple[str, ...]:
        """The names a formula refers to directly; none for an answer."""
        return self._references.get(name, ())

    def dependants(self, changed: Iterable[str]) -> tuple[str, ...]:
        """Every formula that a change of these names can change, in the order to work them out.

        A changed name is itself among them only when it depends on another of them.
        """
        reached: set[str] = set()
        waiting = list(changed)
        while waiting:
            for user in self._used_by.get(waiting.pop(), ()):
                if user not in reached:
                    reached.add(user)
                    waiting.append(user)
        last = len(self._place)
        return tuple(sorted(reached, key=lambda name: (self._place.get(name, last), name)))

    def _sorted(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Put formulas after what they refer to, by walking down without recursion."""
        done: dict[str, bool] = {}
        order: list[str] = []
        cycle: tuple[str, ...] = ()
        for start in self._references:
            if start in done:
                continue
            path: dict[str, Iterator[str]] = {start: iter(self._references[start])}
            while path:
                name = next(reversed(path))
                step = next((n for n in path[name] if n in self._references), None)
                if step is None:
                    del path[name]
                    sound = all(done.get(n, False) for n in self._formulas_in(name))
                    done[name] = sound
                    if sound:
                        order.append(name)
                elif step in path:
                    cycle = cycle or _around(tuple(path), step)
                elif step not in done:
                    path[step] = iter(self._references[step])
        return tuple(order), cycle

    def _formulas_in(self, name: str) -> list[str]:
        return [n for n in self._references[name] if n in self._references]


def _around(path: tuple[str, ...], back_to: str) -> tuple[str, ...]:
    """The part of a path that closes on itself."""
    return (*path[path.index(back_to) :], back_to)
