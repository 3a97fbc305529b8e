"""A PCN's list from a file: as Excel saves it, in either order, or from a workbook made here."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from pcn_files import WRITTEN_AT, sample_collection

from stocktake.errors import StocktakeError
from stocktake.merge.member import Expected
from stocktake.tasks.expected import expected_from_lines
from stocktake.tasks.expected_file import MOST_BYTES, lines_from_file
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.payload import Member, Payload
from stocktake.workbooks.payload_json import to_text

QUAY = Expected("A12345", "Quayside", Decimal(12_400))
OSWIN = Expected("B23456", "St Oswin’s, Vale", None)


def listed(path: Path, data: bytes) -> tuple[Expected, ...]:
    path.write_bytes(data)
    return expected_from_lines(lines_from_file(path))


@pytest.mark.parametrize(
    "text",
    [
        'A12345,Quayside,"12,400"\r\nB23456,"St Oswin’s, Vale",\r\n',
        'ODS code,Practice,List\r\nA12345,Quayside,12400\r\nB23456,"St Oswin’s, Vale",\r\n',
        "Quayside;A12345;12400\nSt Oswin’s, Vale;B23456;\n\n",
        "A12345\tQuayside\t12400\nB23456\tSt Oswin’s, Vale\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_as_excel_saves_it_in_either_order(
    tmp_path: Path, text: str, encoding: str
) -> None:
    found = listed(tmp_path / "list.csv", text.encode(encoding))
    assert [each.code for each in found] == ["A12345", "B23456"]
    assert found[0] == QUAY
    assert found[1].name.replace(",", "") == OSWIN.name.replace(",", "")


def test_a_workbook_made_here_gives_its_practices_with_their_list_sizes(tmp_path: Path) -> None:
    path = tmp_path / "made here.xlsx"
    said = [each.submission for each in sample_collection().versions]
    held = [Member(each) for each in said if each.subject.name == "Quayside"]
    save_workbook(Workbook(), path, to_text(Payload(tuple(held))), WRITTEN_AT)
    (found,) = expected_from_lines(lines_from_file(path))
    assert (found.name, found.list_size) == ("Quayside", Decimal(12_400))


def test_another_workbook_is_not_opened_and_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "practices.xlsx"
    Workbook().save(path)
    with pytest.raises(StocktakeError) as refused:
        lines_from_file(path)
    assert "paste them into the list, or save it as CSV" in refused.value.how_to_fix


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Monday\nTuesday\n", "No practice code was found"),
        (b"\x00\x01\x02" * 50, "is not a list of practices"),
        (b"A12345\n" * (MOST_BYTES // 7 + 1), "far larger than a list"),
    ],
)
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(StocktakeError) as refused:
        listed(tmp_path / "list.txt", data)
    assert said in refused.value.what


def test_a_list_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError) as refused:
        lines_from_file(tmp_path / "gone.csv")
    assert "could not be opened" in refused.value.what
