"""Finds words in free text that may name a person, so that they can be looked at before they leave.

The scan of check X30, of ``may-name-someone()`` and of every export. It looks for shapes, not
meanings: it can be wrong both ways, so what it finds is shown to a person and never cut out.
Source: content/stocktake.md F, X30; content/expectations.md G6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

FindingKind = Literal["nhs_number", "email", "phone", "date_of_birth", "title"]

FINDING_WORDS: dict[FindingKind, str] = {
    "nhs_number": "what may be an NHS number",
    "email": "an e-mail address",
    "phone": "a phone number",
    "date_of_birth": "what may be a date of birth",
    "title": "what may be a person's name",
}
"""What each kind is called when it is shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may name a person: its kind, the words, and where they stand in the text."""

    kind: FindingKind
    text: str
    start: int
    end: int


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_LIVING_YEAR = r"(?:19[0-9]{2}|20[01][0-9])"
_ANY_YEAR = r"(?:(?:19|20)?[0-9]{2})"


def _date_shapes(year: str, short_year: str) -> str:
    """Dates in the ways people write them, of the years given."""
    numeric_month = r"(?:0?[1-9]|1[0-2])"
    return (
        rf"{_DAY}[ ]?[/.\-][ ]?{numeric_month}[ ]?[/.\-][ ]?(?:{year}|{short_year})"
        rf"|{year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
        rf"|{_DAY}(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTH},?[ ]{year}"
        rf"|{_MONTH}[ ]{_DAY}(?:st|nd|rd|th)?,?[ ]{year}"
    )


_SHAPES: tuple[tuple[FindingKind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")),
    (
        "nhs_number",
        re.compile(r"(?<![0-9])(?!0[1-9])[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{4}(?![0-9])"),
    ),
    (
        "phone",
        re.compile(
            r"(?<![0-9])(?:\+44[ ]?(?:\(0\)[ ]?)?[1-9]|0044[ ]?[1-9]|\(?0[1-9])"
            r"(?:[ ()-]{0,2}[0-9]){7,9}(?![0-9])"
        ),
    ),
    # Ten digits that begin like a phone number but are grouped, or not, as an NHS number.
    ("nhs_number", re.compile(r"(?<![0-9])[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{4}(?![0-9])")),
    (
        "date_of_birth",
        re.compile(
            r"\b(?:d\.?o\.?b\.?|born|birth(?:day|date)?|date of birth)\b[^0-9\n]{0,12}"
            rf"(?:{_date_shapes(_ANY_YEAR, _ANY_YEAR)})(?![0-9])",
            re.IGNORECASE,
        ),
    ),
    # Outside a mention of birth only years in which today's patients were born, because practice
    # text is full of the dates of plans and contracts.
    (
        "date_of_birth",
        re.compile(
            rf"(?<![0-9])(?:{_date_shapes(_LIVING_YEAR, '[4-9][0-9]')})(?![0-9])", re.IGNORECASE
        ),
    ),
    ("title", re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss)\b\.?[ ]{0,3}(?=[^\W\d_])[\w'’-]+")),
)
_TITLE_END = re.compile(r"(?:Dr|Mrs|Mr|Ms|Miss)\.?[ ]*")


def names_someone(text: str) -> list[Finding]:
    """Find what may name a person, in the order it stands in the text.

    Ten digits as an NHS number is written, with or without spaces or hyphens; an e-mail address; a
    UK phone number; a date of birth; or Dr, Mr, Mrs, Ms or Miss before a capitalised word.
    """
    # Same length, so that places in the one are places in the other.
    plain = re.sub(r"\s", " ", text).translate({0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-"})
    taken: list[Finding] = []
    for kind, shape in _SHAPES:
        for start, end in _spans(kind, shape, plain):
            if all(end <= other.start or start >= other.end for other in taken):
                taken.append(Finding(kind, text[start:end], start, end))
    return sorted(taken, key=lambda finding: finding.start)


def _spans(kind: FindingKind, shape: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in shape.finditer(text):
        if kind == "title":
            name = _TITLE_END.sub("", match[0], count=1)
            if not name[:1].isupper():
                continue
        yield match.span()
