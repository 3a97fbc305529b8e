"""What was decided of a file that came back, each decision under the change that it was part of.

So a change that is undone leaves its decisions undecided again, and doing it again decides them as
before; what was decided is not written a second time into the history.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

_GROUP = "@"
"""Begins the name under which a change's decisions stand; no question's id begins so."""

Texts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OfGroup:
    """What one change decided.

    Attributes:
        settled: texts by what they were decided of.
        has_ended: the sections were back with it.
        is_undone: the change has been taken back.
    """

    settled: Texts = field(default_factory=dict)
    has_ended: bool = False
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class Settling:
    """Everything decided of what came back of one sharing out.

    Attributes:
        plain: what was decided apart from any change.
        groups: what each change decided, by its group in the history.
    """

    plain: Texts = field(default_factory=dict)
    groups: Mapping[str, OfGroup] = field(default_factory=dict)

    @property
    def standing(self) -> dict[str, tuple[str, ...]]:
        """What is decided now."""
        found = dict(self.plain)
        for each in self.groups.values():
            if not each.is_undone:
                found = _joined(found, each.settled)
        return found

    def ended_by(self, groups: Collection[str]) -> bool:
        """Whether the sections were back with one of these changes."""
        return any(each.has_ended for name, each in self.groups.items() if name in groups)

    def settle(self, settled: Texts, group: str = "") -> Settling:
        """Add what was decided, as part of a change where it is one."""
        if not group:
            return replace(self, plain=_joined(self.plain, settled))
        before = self.groups.get(group, OfGroup())
        return self._with(group, replace(before, settled=_joined(before.settled, settled)))

    def end(self, group: str) -> Settling:
        """Note that the sections were back with a change."""
        return self._with(group, replace(self.groups.get(group, OfGroup()), has_ended=True))

    def turn(self, groups: Collection[str], *, is_undone: bool) -> Settling:
        """Note that changes were undone, or done again."""
        turned = {
            name: replace(each, is_undone=is_undone) if name in groups else each
            for name, each in self.groups.items()
        }
        return replace(self, groups=turned)

    def _with(self, group: str, each: OfGroup) -> Settling:
        return replace(self, groups={**self.groups, group: each})


def _joined(one: Texts, other: Texts) -> dict[str, tuple[str, ...]]:
    found = dict(one)
    for key, texts in other.items():
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *texts)))
    return found


def settling_text(settling: Settling) -> str:
    """Write it as it is kept; empty when nothing was decided."""
    whole: dict[str, object] = dict(settling.plain)
    for name, each in settling.groups.items():
        whole[f"{_GROUP}{name}"] = {
            "settled": each.settled,
            "ended": each.has_ended,
            "undone": each.is_undone,
        }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True) if whole else ""


def settling_from_text(text: str) -> Settling:
    """Read it as ``settling_text`` wrote it."""
    whole = json.loads(text or "{}")
    return Settling(
        _texts({key: texts for key, texts in whole.items() if not key.startswith(_GROUP)}),
        {
            key.removeprefix(_GROUP): OfGroup(
                _texts(each["settled"]), each["ended"], each["undone"]
            )
            for key, each in whole.items()
            if key.startswith(_GROUP)
        },
    )


def _texts(kept: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(texts) for key, texts in kept.items()}
