"""Every export: it is written, opens elsewhere without a fault, and is read back as it was sent."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import filled_practice
import pytest
from openpyxl import load_workbook

from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.tasks.leaving import Leaving, leaving_of
from stocktake.workbooks.exports import EXPORTS
from stocktake.workbooks.reading import Forms, Verdict, read_workbook

Sent = tuple[Path, Leaving]
PACKS = [
    form_id
    for form_id in shipped_form_ids()
    if form_id not in ("practice_stocktake", "expectations")
    and not shipped_form(form_id).form.private
]


@pytest.fixture
def made(exported: Path, leaving: Leaving, pack: Sent, to_fill_in: Path) -> Mapping[str, Sent]:
    """Each export of filled answers: the practice workbook, and the fullest pack."""
    return {"practice": (exported, leaving), "pack": pack, "fill_in": (to_fill_in, pack[1])}


@pytest.mark.parametrize("export", EXPORTS)
def test_it_is_read_back_as_it_was_sent(
    made: Mapping[str, Sent], export: str, installed: Forms
) -> None:
    path, leaving = made[export]
    result = read_workbook(path, installed)
    assert result.verdict is Verdict.READY
    assert result.problems == ()
    assert result.submissions == leaving.submissions


@pytest.mark.parametrize("export", EXPORTS)
def test_every_sheet_says_what_it_is_and_is_set_up_for_a4(
    made: Mapping[str, Sent], export: str
) -> None:
    path, _ = made[export]
    for sheet in load_workbook(path).worksheets:
        if sheet.sheet_state != "visible":
            continue
        assert isinstance(sheet["A1"].value, str), sheet.title
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert "Quayside Surgery A81001, 2026/27" in sheet.oddHeader.left.text
        assert "DRAFT" in sheet.oddHeader.center.text
        assert "Not a contract return" in sheet.oddFooter.left.text
        assert "&P of &N" in sheet.oddFooter.right.text
        assert not sheet.merged_cells.ranges


@pytest.mark.parametrize("pack", PACKS)
def test_any_pack_is_exported_by_the_same_code(pack: str, tmp_path: Path, installed: Forms) -> None:
    returns = [filled_practice.filled(pack, seed=4)]
    left = leaving_of(returns, filled_practice.share_everything(returns))
    path = filled_practice.write_workbook(tmp_path / "pack.xlsx", left, "pack")
    result = read_workbook(path, installed)
    assert result.verdict is Verdict.READY
    assert result.submissions == left.submissions
    assert len(left.submissions[0].answers) > 10


@pytest.mark.parametrize("export", EXPORTS)
def test_a_sample_says_so_on_every_sheet(export: str, tmp_path: Path) -> None:
    form = "practice_stocktake" if export == "practice" else "swot"
    made, sheet = filled_practice.filled(form)
    left = leaving_of(
        [(replace(made, sample=True), sheet)], filled_practice.share_everything([(made, sheet)])
    )
    path = filled_practice.write_workbook(tmp_path / "sample.xlsx", left, export)
    workbook = load_workbook(path)
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            assert "Sample - made-up practice" in sheet.oddHeader.center.text
    first = [str(cell.value) for row in workbook.worksheets[0] for cell in row]
    assert any("Sample - made-up practice" in words for words in first)
