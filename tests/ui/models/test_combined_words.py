"""What is behind a cell of the heat map: file, sheet and cell, or why that is not shown."""

from dataclasses import replace
from functools import cache

from pcn_files import sample_collection

from stocktake.merge.collection import Collection, collect
from stocktake.merge.leaving import WHY_HELD
from stocktake.merge.pcn import PcnView
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.tasks.combine import look
from stocktake.ui.models.combined_words import Source, source_of


@cache
def harbour() -> tuple[PcnView, Collection]:
    ratings = shipped_form(STOCKTAKE).ratings_by_domain
    places = {
        each.id: f"{domain}!C{row}"
        for domain, asked in ratings.items()
        for row, each in enumerate(asked, 9)
    }
    collection = collect(
        replace(each, provenance=replace(each.provenance, places=places))
        for each in sample_collection().versions
    )
    return look(collection), collection


def behind(domain: str, *, is_named: bool) -> tuple[str, Source]:
    """The label of the first practice of its kind, and what is behind its cell."""
    seen, collection = harbour()
    row = next(row for row in seen.heat_map if row.is_named is is_named)
    return row.label, source_of(seen, collection, domain, row.code)


def test_a_level_leads_to_the_file_sheet_and_cell_of_each_rating() -> None:
    label, source = behind("access", is_named=True)
    assert source.title.startswith(f"{label}, {DOMAIN_NAMES['access']}: ")
    assert source.title.endswith(("draft", "Draft", "signed off"))
    assert source.lines
    for row, line in enumerate(source.lines, 9):
        assert line.covers.startswith("From Stocktake ")
        assert line.covers.endswith(f".xlsx, sheet access, cell C{row}.")


def test_a_held_cell_leads_nowhere_and_says_why() -> None:
    for is_named in (True, False):
        label, source = behind("finance", is_named=is_named)
        assert source.title == f"{label}, {DOMAIN_NAMES['finance']}"
        assert [line.title for line in source.lines] == [WHY_HELD]
        assert not any(line.covers for line in source.lines)


def test_a_practice_that_is_not_named_keeps_its_file_to_itself() -> None:
    label, source = behind("access", is_named=False)
    assert label.startswith("practice ")
    (line,) = source.lines
    assert "has not agreed to be named" in line.title
    assert "Fellgate" not in f"{source.title}{line.title}{line.covers}"
