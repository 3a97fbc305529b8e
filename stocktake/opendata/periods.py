"""What time a file is of, by its name: only where it does not say so itself, and to be confirmed.

Source: design/opendata.md 0 rule 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stocktake.opendata.cell_figures import month_number
from stocktake.opendata.reading import month_of
from stocktake.opendata.release import Basis, Period, Source

_DAY = re.compile(r"(?<!\d)(\d{1,2})[ _-]([A-Za-z]{3,9})[ _-](20\d\d)(?!\d)")
_MONTH_WORD = re.compile(r"(?<![A-Za-z])([A-Za-z]{3,9})[ _-]?(20\d\d|\d\d)(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_](0[1-9]|1[0-2])(?!\d)")
_MONTH_YEAR = re.compile(r"(?<!\d)(0[1-9]|1[0-2])(20\d\d)(?!\d)")
_MONTH_SHORT_YEAR = re.compile(r"(?<!\d)(0[1-9]|1[0-2])([12]\d)(?!\d)")
_YEARS = re.compile(r"(?<!\d)20(\d\d)[-_ ]20(\d\d)(?!\d)")
_SHORT_YEARS = re.compile(r"(?<!\d)(?:20)?(\d\d)[-_ ](\d\d)(?!\d)|(?<!\d)(\d\d)(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20[12]\d)(?!\d)")


def period_named(source: Source, style: str) -> Period | None:
    """Take the period from a file's name, the one inside a zip before the zip's own."""
    finders = {"day": _days, "month": _months, "financial_year": _financial_years, "year": _years}
    finder = finders.get(style)
    if finder is None:
        return None
    names = [source.member.replace("\\", "/").rpartition("/")[2], source.path.name]
    return next((period for name in names for period in finder(name)), None)


def _days(name: str) -> Iterator[Period]:
    for day, word, year in _DAY.findall(name):
        month = month_number(word)
        if month and 1 <= int(day) <= 28:
            found = date(int(year), month, int(day))
            yield Period(found, found, Basis.FILE_NAME)
    yield from _months(name)


def _months(name: str) -> Iterator[Period]:
    for word, year in _MONTH_WORD.findall(name):
        month = month_number(word)
        if month:
            yield month_of(date(int(year) % 2000 + 2000, month, 1), Basis.FILE_NAME)
    for year, number in _YEAR_MONTH.findall(name):
        yield month_of(date(int(year), int(number), 1), Basis.FILE_NAME)
    for number, year in (*_MONTH_YEAR.findall(name), *_MONTH_SHORT_YEAR.findall(name)):
        yield month_of(date(int(year) % 2000 + 2000, int(number), 1), Basis.FILE_NAME)


def _financial_years(name: str) -> Iterator[Period]:
    pairs: list[tuple[str, str]] = list(_YEARS.findall(name))
    pairs += [(a or c, b or d) for a, b, c, d in _SHORT_YEARS.findall(name)]
    for first, second in pairs:
        if (int(first) + 1) % 100 == int(second):
            start = 2000 + int(first)
            yield Period(date(start, 4, 1), date(start + 1, 3, 31), Basis.FILE_NAME)


def _years(name: str) -> Iterator[Period]:
    for year in _YEAR.findall(name):
        yield Period(date(int(year), 1, 1), date(int(year), 12, 31), Basis.FILE_NAME)
