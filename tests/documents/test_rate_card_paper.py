"""The paper of a card: every price with its parts, which add up, and what stands at its foot."""

from decimal import Decimal

import pytest

from stocktake.documents.blocks import Callout, Document, Paragraph, Table
from stocktake.documents.rate_card_paper import rate_card_paper
from stocktake.documents.word_margins import margin_words
from stocktake.rates.card import CardLine
from stocktake.rates.publishing import published
from stocktake.units import date_in_words
from tests.rate_cards import CHANGED, sample_card


def paper(**changes: object) -> Document:
    return rate_card_paper(published(CHANGED(sample_card(), **changes)))


def table(document: Document, heading: str) -> Table:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return next(each for each in tables if heading in [column.title for column in each.columns])


def test_the_parts_of_every_price_add_up_to_it_to_the_penny() -> None:
    rows = table(paper(), "Price £").rows
    assert len(rows) == 18
    for row in rows:
        assert sum(map(Decimal, row[2:-1])) == Decimal(row[-1]), row[0]


def test_staff_is_what_the_example_lines_of_the_content_say() -> None:
    """Source: content/expectations.md C5."""
    assert [row[2] for row in table(paper(), "Staff £").rows] == [
        "7.25", "19.18", "18.65", "48.86", "23.27", "14.77", "32.68", "11.26", "42.54",
        "97.72", "80.20", "31.93", "43.91", "84.12", "12.37", "8.96", "10.28", "156.67",
    ]  # fmt: skip


def test_prices_stand_there_year_by_year() -> None:
    row = next(row for row in table(paper(), "2031/32").rows if row[0].startswith("24-hour"))
    assert row[2:] == ("42.69", "43.98", "45.31", "46.68", "48.10", "49.56")


def test_a_card_is_proposed_until_a_body_and_a_date_have_adopted_it() -> None:
    assert any("proposed" in block.text for block in paper().blocks if isinstance(block, Callout))
    day = sample_card().effective_from
    adopted = paper(status="adopted", adopted_by="Vale ICB", adopted_on=day)
    assert not [block for block in adopted.blocks if isinstance(block, Callout)]
    assert day is not None
    assert f"Adopted by Vale ICB on {date_in_words(day)}" in adopted.subtitle


def test_the_digest_is_at_the_foot_of_every_page_and_in_the_text() -> None:
    sha256 = published(sample_card()).sha256
    made = paper()
    assert margin_words(made)[2] == f"SHA-256 {sha256}"
    assert any(sha256 in each.text for each in made.blocks if isinstance(each, Paragraph))


def test_a_line_with_only_a_price_says_no_parts() -> None:
    stated = CardLine(id="x", name="Ear care", unit="visit", published_gbp=Decimal("31.5"))
    made = paper(lines=(*sample_card().lines[:2], stated))
    assert table(made, "Price £").rows[-1] == ("Ear care", "", *"–––––", "31.50")
    assert table(made, "2031/32").rows[-1] == ("Ear care", "visit", "31.50", *"–––––")


@pytest.mark.parametrize("name", ["uplift", "changes", "scope"])
def test_a_card_with_less_on_it_still_makes_a_paper(name: str) -> None:
    empty = type(getattr(sample_card(), name))()
    assert table(paper(**{name: empty}), "Price £").rows
