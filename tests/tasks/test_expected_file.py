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


def sheet_of(path: Path, *rows: tuple[object, ...], before: str = "") -> Path:
    """A workbook as somebody keeps it in Excel, with another sheet before the list."""
    book = Workbook()
    if before:
        book.active["A1"] = before
        book.create_sheet("List")
    for row in rows:
        book.worksheets[-1].append(row)
    book.save(path)
    return path


HEADED = ("PCN", "PCN code", "GP practice", "Post code", "Organisation code", "Patients", "Tel")
VALE = ("Harbour", "U12345", "Quayside", "TS1 1AA", "a12345", 12400, 1642000111)
VALE_2 = ("Harbour", "U12345", "St Oswin’s, Vale", "TS1 1AB", "B23456 ", None, 1642000112)


@pytest.mark.parametrize(
    "rows",
    [
        [("A12345", "Quayside", 12400), ("B23456", "St Oswin’s, Vale", None)],
        [("Quayside", "A12345", 12400), ("St Oswin’s, Vale", "B23456", None)],
        [("ODS code", "Name"), ("A12345", "Quayside", 12400), ("B23456", "St Oswin’s, Vale")],
        [("Our practices",), (), HEADED, VALE, VALE_2],
        [(1, *VALE[:1], "A12345", "Quayside", 12400), (2, "Harbour", "B23456", "St Oswin’s, Vale")],
    ],
    ids=["code first", "name first", "headings", "many columns", "numbered"],
)
def test_a_list_kept_in_excel_is_read_with_headings_or_none(
    tmp_path: Path, rows: list[tuple[object, ...]]
) -> None:
    path = sheet_of(tmp_path / "practices.xlsx", *rows, before="Contacts")
    found = expected_from_lines(lines_from_file(path))
    assert found[0] == QUAY
    assert (found[1].code, found[1].name.replace(",", "")) == ("B23456", "St Oswin’s Vale")
    assert len(found) == 2


def test_rows_that_a_filter_hides_are_not_of_our_pcn(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("Code", "Name"), ("A12345", "Quayside"), ("B23456", "Elsewhere")):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "england.xlsx")
    assert lines_from_file(tmp_path / "england.xlsx") == ("A12345\tQuayside",)


def test_a_workbook_without_practices_says_what_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError) as refused:
        lines_from_file(sheet_of(tmp_path / "rota.xlsx", ("Monday", "Dr A")))
    assert "No practice code was found in “rota.xlsx”." in refused.value.what


def test_a_hostile_list_is_refused_like_any_other_file(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"?" * 400)
    with pytest.raises(StocktakeError) as refused:
        lines_from_file(path)
    assert "list.xlsx" in refused.value.what


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


def test_a_text_that_is_one_endless_cell_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("A12345,The Elms\n" + "x" * 200_000, encoding="utf-8")
    with pytest.raises(StocktakeError) as refused:
        lines_from_file(path)
    assert refused.value.code == "list_not_read"
    assert "paste them" in refused.value.how_to_fix
