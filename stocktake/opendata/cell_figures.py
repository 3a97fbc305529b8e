"""What a cell of a published file says: a code, a day, a figure, or that there is none.

A missing figure is never zero. Dates are read by an explicit list of forms with English month names
of our own, so that no computer's language changes what a file says.

Source: design/opendata.md 0, rules 1, 5, 7 and 12.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from stocktake.opendata.release import Quality
from stocktake.questionnaire.codes import is_pcn_code, is_published_code

_PLAIN = re.compile(
    r"-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?", re.ASCII
)
_FOOTNOTE = re.compile(r"\[[\d, ]+\]")
_NOT_LETTERS = re.compile(r"[^0-9a-z+]")

_MANY = 16_384
"""Texts remembered: most cells of a large file say what others said before."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAY_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]\d\d:\d\d:\d\d(?:\.0+)?)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?: \d\d:\d\d(?::\d\d)?)?"),
    re.compile(r"(?P<d>\d{1,2})(?P<mon>[A-Za-z]{3})(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})-(?P<mon>[A-Za-z]{3})-(?P<y>\d{4}|\d\d)"),
    re.compile(r"(?P<d>\d{1,2})/(?P<mon>[A-Za-z]{3})/(?P<y>\d{4})(?: - \d\d:\d\d)?"),
    re.compile(r"(?P<d>\d{1,2}) (?P<mon>[A-Za-z]{3,9}) (?P<y>\d{4})"),
)
_FIRST_WORKBOOK_DAY = date(1899, 12, 30)
_WORKBOOK_DAY = re.compile(r"(\d{5})(?:\.\d+)?")

SUPPRESSED = frozenset({"-97", "*", "/"})
"""Held back because few people answered. Source: design/opendata.md 0 rule 7 and 9."""

NOT_PUBLISHED = frozenset(
    {"", "na", "n/a", "-", ":", "z", ".", "est", "ns", "nd", "none", "null", "unknown", "unaligned"}
)
"""There is no figure. Source: design/opendata.md 0 rule 7 and 10 (workbook symbols)."""

NO_PCN = frozenset({"u", "na", "unallocated", "unaligned", "", "-", "none"})
"""What stands where a practice is in no PCN: never a group. Source: rule 10."""

OLD_AREAS = frozenset(
    ["QRV", "QMJ", "QHG", "QM7", "QUE", "QXU", "QNX", "QNQ", "QU9", "QH8", "QJG", "QMM"]
)
"""Codes of ICBs that were merged in April 2026. Source: design/opendata.md 0 rule 9."""


def practice_code(text: str) -> str:
    """Read the ODS code of an English GP practice, or nothing."""
    code = text.strip().upper()
    return code if is_published_code(code) else ""


def pcn_code(text: str) -> str:
    """Read the code of a PCN, or nothing: ``U`` alone means in no PCN."""
    code = text.strip().upper()
    return code if is_pcn_code(code) else ""


def squeezed(heading: str) -> str:
    """Bring a column heading to what its spellings share: no case, spaces, marks or footnotes."""
    return _NOT_LETTERS.sub("", _FOOTNOTE.sub("", heading).lower().replace("%", "pct"))


def one_line(text: str) -> str:
    """Collapse runs of white space: three time bands of the appointments have two spaces."""
    return " ".join(text.split())


@lru_cache(maxsize=_MANY)
def quality_of(text: str) -> Quality:
    """Tell a figure from one held back and from none at all."""
    stripped = text.strip()
    if stripped in SUPPRESSED:
        return Quality.SUPPRESSED
    return Quality.NOT_PUBLISHED if stripped.lower() in NOT_PUBLISHED else Quality.OK


@lru_cache(maxsize=_MANY)
def number(text: str) -> Decimal | None:
    """Read a number; None when the text is anything else."""
    stripped = text.strip()
    if not _PLAIN.fullmatch(stripped):
        return None
    return Decimal(stripped.replace(",", ""))


def workbook_number(text: str) -> Decimal | None:
    """Read a number of a workbook, which keeps 0.087 as 8.6999999999999994E-2.

    The shortest decimal of the same double is the figure that was typed or published.
    """
    found = number(text)
    if found is None or found == found.to_integral_value():
        return found
    return Decimal(repr(float(found)))


def parse_date(text: str) -> date | None:
    """Read a day in any of the forms that published files use; None when it is none of them.

    Two figures of a year are of this century. A whole number of five figures is a day as
    workbooks count them.
    """
    stripped = text.strip()
    for form in _DAY_FORMS:
        found = form.fullmatch(stripped)
        if found:
            return _day(found)
    counted = _WORKBOOK_DAY.fullmatch(stripped)
    if counted and 20_000 <= int(counted[1]) <= 80_000:
        return _FIRST_WORKBOOK_DAY + timedelta(days=int(counted[1]))
    return None


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    month = month_number(parts["mon"]) if "mon" in parts else int(parts["m"])
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    try:
        return date(year, month, int(parts["d"]))
    except ValueError:
        return None


def month_number(word: str) -> int:
    """Read the English name of a month, whole or its first three letters; 0 for none."""
    low = word.lower()
    for names in (_MONTHS, _LONG_MONTHS):
        if low in names:
            return names.index(low) + 1
    return 0
