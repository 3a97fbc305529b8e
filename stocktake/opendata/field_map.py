"""Which question of the stocktake each published fact can fill, read from ``field_map.toml``.

A fact without a question is kept for comparison. Source: design/opendata.md 15.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache

import msgspec

from stocktake.opendata.cell_figures import one_line
from stocktake.opendata.release import Period, PublishedFigure, PublishedValue, Quality
from stocktake.paths import shipped
from stocktake.units import financial_year, round_half_up, year_label

_KEPT_UPPER = frozenset(
    (
        "NHS",
        "PCN",
        "ICB",
        "GP",
        "GPS",
        "UK",
        "CIC",
        "LLP",
        "NE",
        "NW",
        "SE",
        "SW",
        "II",
        "III",
        "TPP",
    )
)
_KEPT_LOWER = frozenset(("and", "of", "the", "on", "in", "at", "for", "with", "upon", "by"))
_WORD = re.compile(r"[A-Za-z&']+")


class FieldRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published fact.

    Attributes:
        key: as in ``PublishedValue.field_key``.
        words: what it is, after “can fill in”; begins in lower case.
        unit: what a number counts; ``text``, ``code`` or ``date``.
        question: id of the question it fills; empty when it is kept for comparison only.
        row, column: where in the question, if that is a table.
        places: decimal places an answer is rounded to, halves up.
        choices: the code of the option for each text the file may say, in lower case.
        is_name: published in capitals; an answer has it as names are written.
        first_part: only what stands before the first space is the answer.
        is_money: shown only on this computer unless asked otherwise.
        caution: what a person should know before taking it over.
    """

    key: str
    words: str
    unit: str
    question: str = ""
    row: str = ""
    column: str = ""
    places: int = 0
    choices: dict[str, str] = {}
    is_name: bool = False
    first_part: bool = False
    is_money: bool = False
    caution: str = ""

    def answer(self, value: PublishedValue) -> PublishedFigure | None:
        """Make the answer that a published value suggests, or None when it suggests none."""
        figure = value.value
        usable = value.quality in (Quality.OK, Quality.ESTIMATED)
        if not self.question or figure is None or not usable:
            return None
        if isinstance(figure, Decimal):
            return round_half_up(figure, self.places)
        if isinstance(figure, date):
            return figure
        if self.choices:
            return self.choices.get(figure.casefold())
        if self.first_part:
            return figure.partition(" ")[0]
        return as_name(figure) if self.is_name else figure


class PeriodRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question that is answered by the period of a dataset.

    Attributes:
        datasets: ids of the datasets.
        form: ``year`` or ``financial_year``.
    """

    datasets: list[str]
    question: str
    form: str

    def answer(self, period: Period) -> PublishedFigure:
        """Write a period as its question asks for it."""
        if self.form == "financial_year":
            return year_label(financial_year(period.start))
        return Decimal(period.start.year)


class _Map(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    field: list[FieldRule]
    period: list[PeriodRule]


class FieldMap:
    """All published facts and the questions they fill.

    Attributes:
        rules: by key, in the order of the form.
        periods: questions answered by a dataset's period.
    """

    def __init__(self, text: str) -> None:
        read = msgspec.convert(tomllib.loads(text), _Map)
        self.rules = {rule.key: rule for rule in read.field}
        self.periods = tuple(read.period)

    def rule(self, key: str) -> FieldRule | None:
        """Find a fact; the register of one condition falls under ``qof.register``."""
        found = self.rules.get(key)
        while found is None and "." in key:
            key = key.rpartition(".")[0]
            found = self.rules.get(f"{key}.*")
        return found

    def period_answers(self, dataset: str, period: Period) -> dict[str, PublishedFigure]:
        """Answer the questions that ask which year a dataset's figures are of."""
        rules = [each for each in self.periods if dataset in each.datasets]
        return {each.question: each.answer(period) for each in rules}


@cache
def field_map() -> FieldMap:
    """Read the map that is shipped."""
    path = shipped("resources") / "opendata" / "field_map.toml"
    return FieldMap(path.read_text(encoding="utf-8"))


def as_name(published: str) -> str:
    """Write a name published in capitals the way names are written: The Densham Surgery."""
    if published != published.upper():
        return one_line(published)

    def written(found: re.Match[str]) -> str:
        word = found[0]
        if word in _KEPT_UPPER:
            return word
        if found.start() and word.lower() in _KEPT_LOWER:
            return word.lower()
        return word.capitalize()

    return _WORD.sub(written, one_line(published))
