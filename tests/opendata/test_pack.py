import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.opendata.areas import ENGLAND, Area, Level
from stocktake.opendata.benchmarks import Spread, Standing, Summary
from stocktake.opendata.measures import LeftOut
from stocktake.opendata.pack import (
    MOST_BYTES,
    NamedArea,
    Pack,
    PackedValue,
    PackSource,
    from_bytes,
    packed_source,
    read_pack,
    to_bytes,
)
from stocktake.opendata.release import Basis, Period, PublishedFigure, PublishedValue, Quality
from tests.opendata.published import release_of

PCN = Area(Level.PCN, "U89141")
PERIOD = Period(date(2026, 7, 1), date(2026, 7, 1), Basis.IN_FILE)
SOURCE = PackSource(
    "list_size",
    "Patients registered",
    "NHS England",
    "list_size.1",
    "a.csv",
    "f" * 64,
    1200,
    PERIOD,
    False,
    "Contains public sector information.",
)


def value(code: str, figure: PublishedFigure | None, quality: Quality = Quality.OK) -> PackedValue:
    return PackedValue(
        0,
        PublishedValue(
            code, "list.registered", "3733", figure, "patients", 12, "NUMBER", quality, "A note."
        ),
    )


def pack(*values: PackedValue) -> Pack:
    spread = Spread(Decimal(3733), Decimal("11568.5"), Decimal(18787))
    return Pack(
        "Harbour and Vale Federation",
        date(2026, 11, 22),
        "Stockton PCN",
        (SOURCE,),
        ("A81001", "A81002"),
        values or (value("A81001", Decimal(3733)), value("A81002", Decimal(9000))),
        (NamedArea(ENGLAND, "England"), NamedArea(PCN, "STOCKTON PCN")),
        {"A81001": (0, 1), "A81002": (0,)},
        (Summary("list", PCN, 6, ((LeftOut.SMALL_LIST, 1),), spread, None),),
        (Standing("A81001", "list", PCN, Decimal(3733), Decimal("8.5"), 6),),
    )


def refusal(data: bytes) -> str:
    with pytest.raises(StocktakeError) as caught:
        from_bytes(data)
    return caught.value.code


FIGURES = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-9999, max_value=9999),
)


@settings(max_examples=40)
@given(st.lists(st.tuples(FIGURES, st.sampled_from(Quality)), max_size=4))
def test_a_pack_comes_back_as_it_was_made(
    said: list[tuple[PublishedFigure | None, Quality]],
) -> None:
    made = pack(*(value("A81001", figure, quality) for figure, quality in said))
    assert from_bytes(to_bytes(made)).pack == made


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert to_bytes(pack()) == to_bytes(pack())
    assert len(from_bytes(to_bytes(pack())).sha256) == 64


def test_a_figure_changed_on_the_way_is_found_out() -> None:
    text = gzip.decompress(to_bytes(pack()))
    assert refusal(gzip.compress(text.replace(b'"3733"', b'"9733"'))) == "pack_was_changed"


def test_a_pack_cut_short_is_refused_in_a_sentence() -> None:
    assert refusal(to_bytes(pack())[:-20]) == "pack_is_cut_short"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"code,list\nA81001,3", gzip.compress(b"{}")])
def test_another_file_is_no_pack(data: bytes) -> None:
    assert refusal(data) in ("not_a_pack", "pack_is_cut_short")


def test_a_pack_of_a_newer_stocktake_says_so() -> None:
    text = gzip.decompress(to_bytes(pack()))
    assert refusal(gzip.compress(text.replace(b'"version":1', b'"version":2'))) == "pack_is_newer"


def test_a_file_that_unpacks_to_far_too_much_is_refused() -> None:
    assert refusal(gzip.compress(bytes(MOST_BYTES + 2), 9)) == "pack_too_large"


def test_a_practice_keeps_its_own_rows_and_areas_only() -> None:
    own = pack().only("A81001")
    assert own.practices == ("A81001",)
    assert {each.value.ods_code for each in own.values} == {"A81001"}
    assert [each.name for each in own.areas_of("A81001")] == ["England", "STOCKTON PCN"]
    assert [each.practice for each in own.standings] == ["A81001"]
    other = pack().only("A81002")
    assert (other.summaries, other.standings) == ((), ())
    assert pack().only("Z99999").practices == ()
    assert from_bytes(to_bytes(own)).pack == own


def test_a_pack_that_names_a_file_it_does_not_have_is_damaged() -> None:
    lost = PackedValue(3, value("A81001", Decimal(1)).value)
    assert refusal(to_bytes(pack(lost))) == "pack_is_damaged"


def test_a_file_is_described_as_it_was_read(tmp_path: Path) -> None:
    release = release_of("gp-reg-pat-prac-all_2026-03-01.csv")
    described = packed_source(release, date(2026, 11, 22))
    assert described.sha256 == release.sha256
    assert not described.is_old
    assert packed_source(release, date(2028, 1, 1)).is_old
    assert "1 March 2026" in described.attribution
    path = tmp_path / "area.stocktakepack"
    path.write_bytes(to_bytes(pack()))
    assert read_pack(path).pack == pack()


def test_a_pack_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError) as caught:
        read_pack(tmp_path / "none.stocktakepack")
    assert caught.value.what == "none.stocktakepack cannot be opened."
