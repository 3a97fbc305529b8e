"""Which PCN a practice is in: ``ePCN``, workbook or csv; and the PCNs themselves.

A membership is current while its end date is empty. Source: design/opendata.md 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stocktake.opendata.cell_figures import parse_date, pcn_code, practice_code
from stocktake.opendata.datasets.practice_map import IN_NO_PCN
from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.release import PublishedValue, Quality

_FIELDS = (
    (Field("pcn.code", (), "code"), 4),
    (Field("pcn.name", ()), 5),
    (Field("pcn.joined", (), "date"), 8),
)
_END = 9
"""Places of the 11 columns: without headings they are known by place, and never moved."""

_DETAILS = ((Field("pcns.name", ()), 1), (Field("pcns.closed", (), "date"), 5))


def _is_members(cells: Sequence[str]) -> str:
    is_it = len(cells) == 11 and bool(practice_code(cells[0])) and bool(pcn_code(cells[4]))
    return "pcn_members.dse" if is_it else ""


def _is_details(cells: Sequence[str]) -> str:
    is_it = len(cells) == 12 and bool(pcn_code(cells[0])) and parse_date(cells[4]) is not None
    return "pcns.dse" if is_it else ""


def _read(reading: Reading) -> Iterator[PublishedValue]:
    is_open: dict[str, bool] = {}
    for code, cells in reading.practice_rows(reading.layout.headings[0], once=False):
        if cells[_END].strip():
            is_open.setdefault(code, False)
            continue
        if is_open.get(code):
            reading.note("two_pcns", f"{code} is in two PCNs at once; the first is taken.")
            continue
        is_open[code] = True
        if reading.wanted.has(code):
            for field, place in _FIELDS:
                if reading.wanted.has_field(field.key):
                    column = reading.layout.headings[place]
                    yield reading.value(code, field, cells[place], " ".join(column.split()))
    for code, has_pcn in is_open.items():
        wanted = reading.wanted.has(code) and reading.wanted.has_field("pcn.code")
        if wanted and not has_pcn:
            yield PublishedValue(
                code, "pcn.code", "", None, "code", 0, "", Quality.NOT_PUBLISHED, IN_NO_PCN
            )


def _read_details(reading: Reading) -> Iterator[PublishedValue]:
    for cells in reading.rows_below():
        code = pcn_code(cells[0])
        if not code:
            reading.others[cells[0]] += 1
            continue
        reading.codes.add(code)
        if reading.wanted.has(code):
            for field, place in _DETAILS:
                if reading.wanted.has_field(field.key) and (place == 1 or cells[place].strip()):
                    yield reading.value(code, field, cells[place], reading.layout.headings[place])


_NEEDS = (
    "Partner Organisation Code", "Partner Name", "PCN Code", "PCN Name",
    "Practice to PCN Relationship Start Date", "Practice to PCN Relationship End Date",
)  # fmt: skip

DATASET = Dataset(
    "pcn_members",
    "Practices in each PCN (ePCN)",
    "NHS England, Organisation Data Service",
    (
        Shape("pcn_members.sub_icb", (*_NEEDS, "Practice Parent Sub ICB Loc Code")),
        Shape("pcn_members.ccg", _NEEDS, is_old=True),
    ),
    _read,
    headless=_is_members,
    whole=6_150,
    named_by="month",
)

PCNS = Dataset(
    "pcns",
    "PCNs (epcn)",
    "NHS England, Organisation Data Service",
    (Shape("pcns.headed", ("PCN Code", "PCN Name", "Open Date", "Close Date", "Postcode")),),
    _read_details,
    headless=_is_details,
    only_text=True,
    by_pcn=True,
    named_by="month",
)
