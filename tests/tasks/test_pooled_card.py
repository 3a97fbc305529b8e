"""A card of pooled costs: of five practices or none, kept and published like any other card."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from stocktake.cli import run
from stocktake.errors import StocktakeError
from stocktake.merge.card_returns import pool_in
from stocktake.rates.card_checks import fit_to_publish
from stocktake.rates.pricing import price_card
from stocktake.rates.publishing import read_card
from stocktake.tasks import card_commands
from stocktake.tasks.pooled_card import (
    PoolAbout,
    PooledShelf,
    about_pool,
    pool_in_words,
    pooled_card,
    whose,
)
from stocktake.tasks.publish_card import publish_card
from tests.pooling import collection_of, sent_by
from tests.quick_files import put
from tests.rates.pooled_cards import pooled_card as typed_card

YEAR = "2026/27"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def card_of(practices, kept=None):
    collection = collection_of(practices)
    key, name = whose(collection, YEAR)
    about = about_pool(collection, YEAR, key, name)
    return pooled_card(pool_in(collection, YEAR), about, kept)


def test_four_practices_make_no_card() -> None:
    assert card_of(4) is None


def test_five_practices_make_a_card_of_the_group_with_how_many_are_in_it() -> None:
    card = card_of(5)
    assert (card.publisher, card.area, card.base_year) == (
        "Harbour & Vale PCN",
        "Harbour & Vale PCN",
        YEAR,
    )
    assert [line.pooled.practices for line in card.lines] == [5, 5]
    assert {line.service for line in card.lines} == {"ecg", "phleb_own"}
    assert [each.unit for each in card.lines] == ["visit", "test"]
    assert not any(line.work for line in card.lines)
    assert card.roles == ()


def test_patients_covered_are_those_of_the_practices_whose_costs_are_in_it() -> None:
    pool = pool_in(collection_of(5), YEAR)
    sizes = {f"A8100{n + 1}": Decimal(1000 * (n + 1)) for n in range(6)}
    covered = pooled_card(pool, PoolAbout("U12345", "PCN", sizes))
    assert covered.list_size == 15_000
    del sizes["A81003"]
    assert pooled_card(pool, PoolAbout("U12345", "PCN", sizes)).list_size == 0


def test_a_pooled_price_is_the_sum_of_costs_over_the_sum_of_volumes() -> None:
    card = card_of(5)
    priced = next(e for e in price_card(card).lines if e.line.service == "phleb_own")
    pooled = priced.line.pooled
    assert pooled.volume == Decimal(16000)
    # HCA 10 to 50 minutes at £24 an hour, 5% missed: each minute of one is 40p.
    hca = sum(v * (10 + 10 * n) for n, v in enumerate((6000, 1000, 2000, 3000, 4000))) * 24 / 60
    other = 16000 * (3 * 21 + 1 * 110) / 60
    assert abs(float(pooled.staff_gbp) - (hca + other) / 0.95) < 0.05
    assert pooled.room_gbp == Decimal("24000.00")


def test_what_was_typed_stays_when_the_practices_change() -> None:
    kept = msgspec.structs.replace(card_of(5), title="Ours", version="1.2.0")
    again = card_of(6, kept)
    assert (again.title, again.version, again.id) == ("Ours", "1.2.0", kept.id)
    assert [line.pooled.practices for line in again.lines] == [6, 6]
    assert [line.id for line in again.lines] == [line.id for line in kept.lines]


def test_it_is_published_like_any_other_card(tmp_path: Path) -> None:
    kept = msgspec.structs.replace(typed_card(), id=card_of(5).id)
    card = card_of(5, kept)
    assert fit_to_publish(card) == ()
    made = publish_card(card, tmp_path, NOW, names_looked_at=True)
    text = next(path for path in made.files if path.suffix == ".json").read_text("utf-8")
    assert read_card(text).problems == ()


def test_what_was_typed_is_kept_on_the_computer(tmp_path: Path) -> None:
    shelf, card = PooledShelf(tmp_path), card_of(5)
    assert shelf.of("U12345") is None
    shelf.keep("U12345", card)
    assert shelf.of("U12345") == card
    assert shelf.of("U99999") is None
    next(tmp_path.rglob("*.card")).write_text("{", encoding="utf-8")
    assert shelf.of("U12345") is None
    nowhere = PooledShelf(None)
    nowhere.keep("U12345", card)
    assert nowhere.of("U12345") is None


def test_a_card_that_cannot_be_kept_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "combining").write_text("a file in the way")
    with pytest.raises(StocktakeError) as caught:
        PooledShelf(tmp_path).keep("U12345", card_of(5))
    assert caught.value.code == "pooled_card_not_kept"


def test_in_words_nothing_of_fewer_than_five_is_said() -> None:
    four, five = (pool_in_words(pool_in(collection_of(n), YEAR)) for n in (4, 5))
    assert all(each.endswith("4 answered, held") for each in four)
    assert any("median 30" in each for each in five)
    assert any("pooled cost £" in each and "from 5 practices" in each for each in five)


def test_the_command_writes_a_draft_that_can_be_completed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in range(5):
        put(tmp_path / f"{place}.xlsx", sent_by(place))
    files, draft = [str(tmp_path / f"{n}.xlsx") for n in range(5)], tmp_path / "draft.json"
    assert run(["card", "pooled", *files[:4], "--out", str(draft)]) != 0
    assert "five practices" in capsys.readouterr().err
    assert run(["card", "pooled", *files, "--out", str(draft)]) == 0
    told = capsys.readouterr().out
    assert "Do not agree these with other practices." in told
    assert "median 30" in told
    found = read_card(draft.read_text("utf-8"))
    assert (found.problems, found.card.is_pooled) == ((), True)
    card_commands.check(draft, print)
