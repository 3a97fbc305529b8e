"""The practices a PCN expects returns from, as its lead types or pastes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stocktake.merge.collection import Collection
from stocktake.merge.member import Expected
from stocktake.questionnaire.codes import is_practice_code
from stocktake.questionnaire.form_ids import STOCKTAKE

_BETWEEN = re.compile(r"[\t;,]+")
"""What stands between the parts of a line."""
_THOUSANDS = re.compile(r"(?<![0-9A-Za-z])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9A-Za-z])")
"""A number such as 9,120, whose comma stands between nothing; not the end of a code."""
_SIZE = re.compile(r"[0-9]{1,3}(?:,?[0-9]{3})*")

_NUMBERED = re.compile(r"^[0-9]{1,3}[.)]\s+")
_MARKS = " \t-:*\N{EN DASH}\N{EM DASH}\N{BULLET}"
"""What stands between a code and a name as people type them, and belongs to neither."""
HEADINGS = frozenset(
    {
        "ods",
        "ods code",
        "code",
        "practice code",
        "organisation code",
        "practice",
        "practice name",
        "name",
        "list size",
    }
)
"""Words over the columns of a list, which are the name of no practice."""


@dataclass(frozen=True, slots=True)
class Returned:
    """Who of those expected has answered.

    Attributes:
        expected: how many practices are on the list.
        missing: those from which nothing has come.
        unexpected: names of practices that answered and are not on the list.
    """

    expected: int
    missing: tuple[Expected, ...]
    unexpected: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is said above the list; empty without one."""
        if not self.expected:
            return ""
        said = [f"{self.expected - len(self.missing)} of {self.expected} returned."]
        if self.missing:
            names = ", ".join(each.name or each.code for each in self.missing)
            said.append(f"Still to come: {names}.")
        if self.unexpected:
            said.append(f"Not on your list: {', '.join(self.unexpected)}.")
        return " ".join(said)


def expected_from_lines(lines: Iterable[str]) -> tuple[Expected, ...]:
    """Read a practice from each line: its code, its name and, where known, its list size.

    The parts may come in any order, as typed or as pasted from Excel; the same practice twice is
    one.
    """
    found = (_expected(line) for line in lines if line.strip())
    kept: dict[str, Expected] = {}
    for each in found:
        if each is not None:
            kept.setdefault(each.code or plain_name(each.name), each)
    return tuple(kept.values())


def plain_name(name: str) -> str:
    """A practice's name as it is compared: however its capitals, spaces and apostrophes are."""
    straight = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(straight.replace("&", " and ").casefold().split())


def _expected(line: str) -> Expected | None:
    """Read one line; None for the headings of a list."""
    code = ""
    size: Decimal | None = None
    names: list[str] = []
    plain = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), line)
    parts = [each.strip() for each in _BETWEEN.split(_NUMBERED.sub("", plain.strip()))]
    for part in parts:
        if _SIZE.fullmatch(part):
            size = Decimal(part.replace(",", ""))
            continue
        words = part.split()
        codes = [word for word in words if is_practice_code(word.strip("()").upper())]
        if codes and not code:
            code = codes[0].strip("()").upper()
            words.remove(codes[0])
        names += words
    if not code and any(part.casefold() in HEADINGS for part in parts):
        return None
    return Expected(code, " ".join(names).strip(_MARKS), size)


def returned(
    expected: Sequence[Expected], collection: Collection, round_label: str = ""
) -> Returned:
    """Set a list beside what has come; by code, or by name where a code is not given.

    Args:
        expected: the list; empty says nothing of who is missing.
        collection: what has come.
        round_label: the round; blank takes the newest there is.
    """
    round_label = round_label or next(iter(collection.rounds), "")
    came = {
        version.submission.subject.code: version.submission.subject.name
        for version in collection.counted(round_label)
        if version.submission.form_id == STOCKTAKE
    }
    names = {plain_name(name) for name in came.values()}
    listed_codes = {each.code for each in expected if each.code}
    listed_names = {plain_name(each.name) for each in expected if not each.code}
    missing = tuple(
        each
        for each in expected
        if (each.code not in came if each.code else plain_name(each.name) not in names)
    )
    unexpected = tuple(
        name or code
        for code, name in came.items()
        if code not in listed_codes and plain_name(name) not in listed_names
    )
    return Returned(len(expected), missing, unexpected if expected else ())
