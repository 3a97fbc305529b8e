"""Find a practice in a pack by its code, name or postcode, and say if it closed or was renamed.

Source: design/opendata.md 1 and 18.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stocktake.opendata.field_map import as_name
from stocktake.opendata.pack import Pack
from stocktake.opendata.release import PublishedValue
from stocktake.questionnaire.codes import PUBLISHED_LETTERS

MOST = 12
"""Practices that are shown for what was typed; more of it finds fewer."""

_CODE = re.compile(rf"[{PUBLISHED_LETTERS}]\d{{1,5}}", re.IGNORECASE)
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class PracticeFound:
    """A practice in a pack.

    Attributes:
        name, pcn_name: as names are written.
        note: what to know before choosing it: that it closed, or had another name.
    """

    code: str
    name: str
    postcode: str = ""
    pcn_name: str = ""
    note: str = ""
    is_open: bool = True

    @property
    def line(self) -> str:
        """The practice in one line: name, code, postcode and PCN."""
        return ", ".join(
            each for each in (self.name, self.code, self.postcode, self.pcn_name) if each
        )


class Register:
    """Every practice of a pack, to be looked up as someone types."""

    def __init__(self, pack: Pack) -> None:
        facts: dict[str, dict[str, list[PublishedValue]]] = {}
        wanted = (
            "practice.name",
            "practice.postcode",
            "practice.status",
            "pcn.name",
        )
        for each in pack.values:
            if each.value.field_key in wanted and each.value.value is not None:
                by_key = facts.setdefault(each.value.ods_code, {})
                by_key.setdefault(each.value.field_key, []).append(each.value)
        self._practices = tuple(_practice(code, facts.get(code, {})) for code in pack.practices)
        self._texts = {
            each.code: _searched(each, facts.get(each.code, {})) for each in self._practices
        }

    def practice(self, code: str) -> PracticeFound | None:
        """The practice with this code, or None."""
        wanted = code.strip().upper()
        return next((each for each in self._practices if each.code == wanted), None)

    def find(self, text: str) -> tuple[PracticeFound, ...]:
        """The practices that fit what was typed: open ones first, then by name; at most twelve.

        A code is found by its beginning, a postcode by its beginning with or without its space,
        a name by the beginnings of its words in any order.
        """
        typed = text.strip()
        if len(typed) < 2:
            return ()
        if _CODE.fullmatch(typed):
            by_code = [each for each in self._practices if each.code.startswith(typed.upper())]
            if by_code:
                return _ordered(by_code)
        tight = typed.replace(" ", "").upper()
        by_postcode = [
            each
            for each in self._practices
            if each.postcode and each.postcode.replace(" ", "").startswith(tight)
        ]
        words = [each.casefold() for each in _WORD.findall(typed)]
        by_name = [each for each in self._practices if _fits(words, self._texts[each.code])]
        return _ordered({each.code: each for each in (*by_postcode, *by_name)}.values())


def _practice(code: str, facts: Mapping[str, list[PublishedValue]]) -> PracticeFound:
    names = list(dict.fromkeys(as_name(str(each.value)) for each in facts.get("practice.name", ())))
    status = next(reversed(facts.get("practice.status", [])), None)
    is_open = status is None or not status.note
    notes = []
    if status is not None and not is_open:
        notes.append(f"{status.note} If it merged, choose the practice it merged with.")
    if len(names) > 1:
        notes.append(f"It was called {names[-2]} before.")
    return PracticeFound(
        code,
        names[-1] if names else code,
        _last(facts, "practice.postcode"),
        as_name(_last(facts, "pcn.name")),
        " ".join(notes),
        is_open,
    )


def _last(facts: Mapping[str, list[PublishedValue]], key: str) -> str:
    found = facts.get(key, ())
    return str(found[-1].value) if found else ""


def _searched(
    practice: PracticeFound, facts: Mapping[str, list[PublishedValue]]
) -> tuple[str, ...]:
    names = (str(each.value) for each in facts.get("practice.name", ()))
    return tuple(_WORD.findall(" ".join((practice.name, *names)).casefold()))


def _fits(words: Iterable[str], text: tuple[str, ...]) -> bool:
    wanted = list(words)
    return bool(wanted) and all(any(has.startswith(each) for has in text) for each in wanted)


def _ordered(found: Iterable[PracticeFound]) -> tuple[PracticeFound, ...]:
    return tuple(sorted(found, key=lambda each: (not each.is_open, each.name, each.code))[:MOST])
