"""The GP Patient Survey, by practice: questions of 2024 on, and those of 2018 to 2023.

The two are not comparable, and every value of the older says so. Source: design/opendata.md 9; its
layouts are attested by their headings, no raw row was to be had.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import PublishedValue, Quality

OLD_QUESTIONS = "The questions changed in 2024: do not compare it with later years."
FEW_ANSWERS = "Held back by the publisher, because fewer than 10 people answered."
_WIDE = Decimal(10)
_FEWEST = 10

_STEMS = {
    "gpps.overall": ("overallexp", "Q28_12pct"),
    "gpps.contact": ("gpcontactoverall", "Q18_12pct"),
    "gpps.phone": ("localgpservicesphone", "Q3_12pct"),
    "gpps.website": ("localgpserviceswebsite", ""),
    "gpps.app": ("localgpservicesapp", ""),
    "gpps.reception": ("localgpservicesreception", ""),
    "gpps.continuity": ("localgpservicesprefhpsee", "Q9_12pct"),
    "gpps.wait": ("lastgpapptwait", ""),
    "gpps.trust": ("lastgpapptconf", "Q89_12pct"),
    "gpps.needs_met": ("lastgpapptneeds", "Q90_12pct"),
}
"""The stem of each question since 2024, and its column before."""


def _fields() -> tuple[Field, ...]:
    found: list[Field] = []
    for key, (stem, old) in _STEMS.items():
        names = tuple(name for name in (f"{stem}.pcteval", old) if name)
        found.append(Field(key, names, "percent", 2))
        found.append(Field(f"{key}_low", (f"{stem}.lowileval",), "percent", 2))
        found.append(Field(f"{key}_high", (f"{stem}.hiwileval",), "percent", 2))
        found.append(Field(f"{key}_base", (f"{stem}.baseevalw",), "people"))
    found.append(Field("gpps.received", ("received",), "people"))
    return tuple(found)


def _read(reading: Reading) -> Iterator[PublishedValue]:
    columns = reading.columns_of(_fields())
    shares = [(field, place) for field, place, _ in columns if field.unit == "percent"]
    received = reading.place("received")
    most = Decimal(0)
    kept: list[PublishedValue] = []
    for code, cells in reading.practice_rows("ad_practicecode", "Practice_Code"):
        for _, place in shares:
            share = reading.amount(cells, place)
            most = max(most, share or Decimal(0))
            if share is not None and not 0 <= share <= 100:
                raise refuse("bad_figure", f"Row {reading.row} has a share of {share}.")
        answers = reading.amount(cells, received)
        is_few = answers is not None and answers < _FEWEST
        of_practice = reading.values(code, cells, columns)
        kept.extend(_marked(list(of_practice), is_few=is_few, is_old=reading.layout.is_old))
    if most > 1:
        reading.row = 0
        reading.note("percent", "Its shares are written as percentages, which is not as published.")
    for value in kept:
        figure = value.value
        if most > 1 and isinstance(figure, Decimal) and value.unit == "percent":
            yield replace(value, value=figure.scaleb(-2))
        else:
            yield value


def _marked(
    values: Sequence[PublishedValue], *, is_few: bool, is_old: bool
) -> Iterator[PublishedValue]:
    """Hold back what rests on few answers, and say how sure the rest is."""
    by_key = {each.field_key: each.value for each in values}
    for value in values:
        if is_few and value.field_key != "gpps.received":
            yield replace(value, value=None, quality=Quality.SUPPRESSED, note=FEW_ANSWERS)
            continue
        low, high = by_key.get(f"{value.field_key}_low"), by_key.get(f"{value.field_key}_high")
        if isinstance(low, Decimal) and isinstance(high, Decimal) and high - low > 2 * _WIDE:
            note = f"From few answers: the true share may lie anywhere from {low}% to {high}%."
            yield replace(value, note=value.note or note)
        else:
            yield replace(value, note=value.note or (OLD_QUESTIONS if is_old else ""))


DATASET = Dataset(
    "gpps",
    "GP Patient Survey, by practice",
    "NHS England and Ipsos",
    (
        Shape("gpps.2024", ("ad_practicecode", "received", "overallexp.pcteval")),
        Shape("gpps.2018", ("Practice_Code", "Q28_12pct"), is_old=True),
    ),
    _read,
    whole=6_150,
    named_by="year",
)
