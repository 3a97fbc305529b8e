"""What the lead decided beside which copy counts: forms' versions, rows left out, and whose it is.

Each ruling says who made it, when and why, and can be made again; the one with the highest number
stands, so that no clock is needed. They are kept on the computer, and travel as plain texts among
the decisions of the PCN workbook, with the practices that are expected (decisions 17) and, where
the lead ticked so, the lead's notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec

from stocktake.errors import StocktakeError
from stocktake.merge.decisions import number_of_decision

ABOUT = "about"
"""Tells the texts of a ruling from those of a choice between copies."""
EXPECTED = "expected"
NOTES = "notes"
_TOGETHER = (EXPECTED, NOTES)
"""Kinds of record that are no ruling about one thing."""

Texts = Mapping[str, str]


class Ruling(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the lead decided about one thing: who, when and why.

    Attributes:
        made_by: a role, never a name.
        made_on: the day, as 2026-11-22.
        is_added: it is counted with the others.
        number: 1 for the first ruling about this thing, one more for each after it.
        practice: whose a return is, as code, tab and name; blank for other rulings.
        came_as: whose it said it was, likewise.
    """

    made_by: str = ""
    made_on: str = ""
    reason: str = ""
    is_added: bool = True
    number: int = 1
    practice: str = ""
    came_as: str = ""


class Rulings(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything ruled in one round.

    Attributes:
        versions: about other versions of a form, by "form/version".
        rows: about practices' rows, by code.
        practices: whose a return is, by return id.
    """

    versions: Mapping[str, Ruling] = {}
    rows: Mapping[str, Ruling] = {}
    practices: Mapping[str, Ruling] = {}

    @property
    def added(self) -> frozenset[str]:
        """The other versions of a form whose answers are added to the others."""
        return frozenset(key for key, ruling in self.versions.items() if ruling.is_added)

    @property
    def left_out(self) -> frozenset[str]:
        """Codes of practices whose row is left out."""
        return frozenset(code for code, ruling in self.rows.items() if not ruling.is_added)

    def ruled(self, kind: str, key: str, ruling: Ruling) -> Rulings:
        """The same with one more ruling, which stands from now on."""
        held: Mapping[str, Ruling] = getattr(self, kind)
        before = held[key].number if key in held else 0
        now = msgspec.structs.replace(ruling, number=before + 1)
        return msgspec.structs.replace(self, **{kind: {**held, key: now}})

    def joined(self, other: Rulings) -> Rulings:
        """Take up what another says later, or says where this says nothing."""
        return Rulings(
            **{
                kind: _joined(getattr(self, kind), getattr(other, kind))
                for kind in self.__struct_fields__
            }
        )


def _joined(ours: Mapping[str, Ruling], theirs: Mapping[str, Ruling]) -> dict[str, Ruling]:
    found = dict(ours)
    for key, ruling in theirs.items():
        if key not in found or ruling.number > found[key].number:
            found[key] = ruling
    return found


@dataclass(frozen=True, slots=True)
class Carried:
    """What files say was ruled for one PCN.

    Attributes:
        rounds: by the round's label.
        expected: the practices it expects, one a line.
        notes: the lead's own, by the round's label, where they travel.
    """

    rounds: Mapping[str, Rulings] = field(default_factory=dict)
    expected: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    def of(self, round_label: str) -> Rulings:
        """What was ruled in a round."""
        return self.rounds.get(round_label, Rulings())


def is_ruling(texts: Texts) -> bool:
    """Whether a record among the decisions of a file is one of these."""
    return ABOUT in texts


def check_ruling(texts: Texts) -> None:
    """Make sure that a record can be read.

    Raises:
        StocktakeError: ``ruling_unreadable``.
    """
    try:
        if texts[ABOUT] not in _TOGETHER:
            _ruling(texts)
    except (KeyError, ValueError) as fault:
        raise StocktakeError(
            "ruling_unreadable",
            "A decision about a form or a row could not be read from the file.",
            "Decide it again where it is asked for.",
        ) from fault


def carried_in(records: Iterable[Texts], pcn: str) -> Carried:
    """Read what was ruled for a PCN from the records of some files, in any order."""
    rounds: dict[str, Rulings] = {}
    lists = []
    notes: dict[str, str] = {}
    for texts in sorted(records, key=lambda each: sorted(each.items())):
        if not is_ruling(texts) or texts.get("pcn") != pcn:
            continue
        if texts[ABOUT] == EXPECTED:
            lists.append(texts.get("lines", ""))
            continue
        if texts[ABOUT] == NOTES:
            label, said = texts.get("round", ""), texts.get("text", "")
            notes[label] = max(notes.get(label, ""), said, key=len)
            continue
        try:
            key, ruling = _ruling(texts)
        except (KeyError, ValueError):
            # Said among the problems of its file.
            continue
        label = texts["round"]
        one = Rulings(**{texts[ABOUT]: {key: ruling}})
        rounds[label] = rounds.get(label, Rulings()).joined(one)
    longest = max(lists, key=len, default="")
    lines = tuple(line for line in longest.splitlines() if line.strip())
    return Carried(rounds, lines, notes)


def practices_carried(records: Iterable[Texts]) -> Rulings:
    """Whose returns are, as some files say it of any PCN and round."""
    found = Rulings()
    for texts in sorted(records, key=lambda each: sorted(each.items())):
        if texts.get(ABOUT) == "practices":
            try:
                key, ruling = _ruling(texts)
            except (KeyError, ValueError):
                # Said among the problems of its file.
                continue
            found = found.joined(Rulings(practices={key: ruling}))
    return found


def _ruling(texts: Texts) -> tuple[str, Ruling]:
    number = number_of_decision(texts["number"])
    if texts[ABOUT] not in Rulings.__struct_fields__ or not texts["round"]:
        raise ValueError("not a ruling")
    if texts["made_on"]:
        date.fromisoformat(texts["made_on"])
    return texts["key"], Ruling(
        texts["made_by"],
        texts["made_on"],
        texts["reason"],
        texts["is_added"] == "yes",
        number,
        texts.get("practice", ""),
        texts.get("came_as", ""),
    )


def records_of(pcn: str, carried: Carried) -> tuple[dict[str, str], ...]:
    """Write what was ruled for a PCN as plain texts."""
    found = [
        {
            ABOUT: kind,
            "pcn": pcn,
            "round": label,
            "key": key,
            "made_by": ruling.made_by,
            "made_on": ruling.made_on,
            "reason": ruling.reason,
            "is_added": "yes" if ruling.is_added else "no",
            "number": str(ruling.number),
            **({"practice": ruling.practice} if ruling.practice else {}),
            **({"came_as": ruling.came_as} if ruling.came_as else {}),
        }
        for label, rulings in sorted(carried.rounds.items())
        for kind in rulings.__struct_fields__
        for key, ruling in sorted(getattr(rulings, kind).items())
    ]
    if carried.expected:
        found.append({ABOUT: EXPECTED, "pcn": pcn, "lines": "\n".join(carried.expected)})
    found += [
        {ABOUT: NOTES, "pcn": pcn, "round": label, "text": text}
        for label, text in sorted(carried.notes.items())
        if text
    ]
    return tuple(found)


def records_to_write(
    records: Sequence[Texts],
    pcn: str,
    round_label: str,
    rulings: Rulings,
    lines: Sequence[str],
    notes: str = "",
) -> tuple[Texts, ...]:
    """What a PCN's workbook carries: what the lead ruled, and what the files said of other rounds.

    Args:
        records: of the files; what they say of other PCNs goes on as it is.
        pcn: the key of the PCN.
        round_label: the round in front.
        rulings: as they stand in it.
        lines: the practices that are expected.
        notes: the lead's own of the round in front, where they travel.
    """
    before = carried_in(records, pcn)
    rounds = {**before.rounds, round_label: rulings}
    others = {
        tuple(sorted(each.items()))
        for each in records
        if is_ruling(each) and each.get("pcn") != pcn
    }
    said = {**before.notes, round_label: notes}
    ours = records_of(pcn, Carried(rounds, tuple(lines), said))
    return (*ours, *map(dict, sorted(others)))
