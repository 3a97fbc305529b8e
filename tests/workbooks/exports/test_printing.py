"""Every exported workbook opens elsewhere: LibreOffice prints it whole and can save it again."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from stocktake.tasks.leaving import Leaving
from stocktake.workbooks.exports import EXPORTS
from stocktake.workbooks.reading import Forms, Verdict, read_workbook

Made = Callable[[str, str], Path]


@pytest.fixture
def own(
    exported: Path, pack: tuple[Path, Leaving], to_fill_in: Path, pcn_workbook: Path
) -> dict[str, Path]:
    """The workbooks as they were written."""
    return {"practice": exported, "pack": pack[0], "fill_in": to_fill_in, "pcn": pcn_workbook}


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _is_printed(cell: Any) -> bool:
    area = str(cell.parent.print_area or "").rpartition("!")[2]
    return not area or cell.column <= range_boundaries(area)[2]


@pytest.mark.parametrize("name", [*EXPORTS, "pcn"])
def test_it_prints_without_an_error_or_a_clipped_heading(
    own: dict[str, Path], name: str, in_libreoffice: Made
) -> None:
    read = ["pdftotext", "-layout", in_libreoffice(name, "pdf"), "-"]
    text = subprocess.run(read, check=True, capture_output=True).stdout.decode()
    assert not re.search(r"#REF!|#NAME\?|#VALUE!|#DIV/0!|Err:\d|###", text)
    words = words_of(text)
    for sheet in load_workbook(own[name]).worksheets:
        if sheet.sheet_state != "visible":
            continue
        assert words_of(str(sheet["A1"].value)) <= words, sheet.title
        for table in sheet.tables.values():
            headings = [cell.value for cell in sheet[table.ref][0] if _is_printed(cell)]
            assert words_of(" ".join(headings)) <= words, (sheet.title, table.name)


def test_saving_it_again_changes_no_answer(
    leaving: Leaving, installed: Forms, in_libreoffice: Made
) -> None:
    result = read_workbook(in_libreoffice("practice", "xlsx"), installed)
    assert result.verdict is Verdict.SAVED_AGAIN
    assert (result.differences, result.problems) == ((), ())
    assert result.submissions == leaving.submissions
