"""Small packs of published figures about made-up practices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from stocktake.opendata.pack import Pack, PackedValue, PackSource, to_bytes
from stocktake.opendata.release import Basis, Period, PublishedFigure, PublishedValue, Quality

MADE_ON = date(2026, 11, 1)


def source(dataset: str, title: str, end: date) -> PackSource:
    """A published file, as a pack names it."""
    line = f"Contains public sector information licensed under the OGL v3.0. NHS England: {title}."
    period = Period(end, end, Basis.IN_FILE)
    name = f"{dataset}.csv"
    return PackSource(dataset, title, "NHS England", "1", name, "f" * 64, 9, period, False, line)


SOURCES = (
    source("practice_map", "Which practice is where", date(2026, 7, 1)),
    source("list_size", "Patients registered", date(2026, 3, 1)),
)


def fact(
    code: str,
    key: str,
    figure: PublishedFigure | None,
    note: str = "",
    quality: Quality = Quality.OK,
) -> PackedValue:
    """One published value; who a practice is comes from the map, all else from the list."""
    of_map = key.partition(".")[0] in ("practice", "pcn", "icb")
    value = PublishedValue(code, key, str(figure), figure, "", 2, key, quality, note)
    return PackedValue(0 if of_map else 1, value)


def about(code: str, name: str, postcode: str, patients: int) -> tuple[PackedValue, ...]:
    """What is published about one practice."""
    return (
        fact(code, "practice.code", code),
        fact(code, "practice.name", name),
        fact(code, "practice.postcode", postcode),
        fact(code, "pcn.name", "DENSHAM AND VALE PCN"),
        fact(code, "pcn.code", "U12345"),
        fact(code, "icb.name", "NHS Densham and Vale ICB"),
        fact(code, "list.registered", Decimal(patients)),
        fact(code, "list.age_0_4", Decimal(187)),
        fact(code, "list.age_5_14", Decimal(412)),
        fact(code, "list.weighted", Decimal("3951.25")),
        fact(code, "staff.gp.partners.fte", Decimal("2.3333")),
        fact(code, "clinical_system", "EMIS"),
    )


CLOSED = (
    fact("A81003", "practice.name", "ALBERT STREET SURGERY"),
    fact("A81003", "practice.status", "Closed", "It has been closed since 31 March 2024."),
)


def pack_of(*facts: PackedValue, sources: tuple[PackSource, ...] = SOURCES) -> Pack:
    """A pack of some practices, compared with nobody."""
    codes = tuple(dict.fromkeys(each.value.ods_code for each in facts))
    return Pack("Densham Federation", MADE_ON, "Densham", sources, codes, facts, (), {}, (), ())


DENSHAM = pack_of(
    *about("A81001", "THE DENSHAM SURGERY", "TS18 1HU", 3743),
    *about("A81002", "QUEENS PARK MEDICAL CENTRE", "TS18 2AW", 9120),
    *CLOSED,
)
"""Two practices and one that closed."""


def write_pack(folder: Path, pack: Pack = DENSHAM, name: str = "Densham.stocktakepack") -> Path:
    """Put a pack into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(to_bytes(pack))
    return path
