from __future__ import annotations

import errno
import hashlib
import os
import resource
import signal
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from stocktake.errors import StocktakeError
from stocktake.workbooks.excel_writer import describe, save_workbook
from stocktake.workbooks.payload_part import PAYLOAD_PART

MOMENT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def charted() -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    for row in range(1, 4):
        sheet.cell(row, 1, row)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
    describe(chart, "Levels", "Three bars, rising & <even>")
    sheet.add_chart(chart, "D4")
    return workbook


def test_the_payload_is_the_last_member_and_carries_the_digest_of_all_before_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.xlsx"
    save_workbook(charted(), path, '{"a": "b"}', MOMENT)
    with zipfile.ZipFile(path) as archive:
        last = archive.infolist()[-1]
        part = ElementTree.fromstring(archive.read(PAYLOAD_PART))
        assert archive.testzip() is None
    before = path.read_bytes()[: last.header_offset]
    assert last.filename == PAYLOAD_PART
    assert last.header_offset == max(entry.header_offset for entry in archive.infolist())
    assert part.text == '{"a": "b"}'
    assert part.get("digest") == hashlib.sha256(before).hexdigest()


def test_the_payload_is_announced_the_way_office_expects(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    save_workbook(charted(), path, "{}", MOMENT)
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        own = archive.read("customXml/_rels/item1.xml.rels").decode()
        ElementTree.fromstring(archive.read("customXml/itemProps1.xml"))
    assert "/customXml/itemProps1.xml" in types
    assert "../customXml/item1.xml" in [link.get("Target") for link in links]
    assert len({link.get("Id") for link in links}) == len(links)
    assert "itemProps1.xml" in own


def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path) -> None:
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path in files:
        save_workbook(charted(), path, "{}", MOMENT)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_chart_says_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    save_workbook(charted(), path, None, MOMENT)
    with zipfile.ZipFile(path) as archive:
        drawing = ElementTree.fromstring(archive.read("xl/drawings/drawing1.xml"))
    (properties,) = [e for e in drawing.iter() if e.tag.endswith("cNvPr")]
    assert properties.get("title") == "Levels"
    assert properties.get("descr") == "Three bars, rising & <even>"
    assert len(openpyxl.load_workbook(path).active._charts) == 1


def test_a_workbook_without_payload_has_no_such_part(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    save_workbook(Workbook(), path, None, MOMENT)
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if name.startswith("customXml")]


def test_nobody_is_named_as_its_author(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.properties.creator = workbook.properties.lastModifiedBy = "A Person"
    save_workbook(workbook, tmp_path / "a.xlsx", None, MOMENT)
    properties = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert (properties.creator, properties.lastModifiedBy) == ("Stocktake", None)
    assert properties.created == datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 - as kept in the file


def test_a_missing_folder_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError) as error:
        save_workbook(Workbook(), tmp_path / "gone" / "a.xlsx", None, MOMENT)
    assert error.value.code == "no_folder"
    assert "a.xlsx" in error.value.what


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_on_the_way_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"the old export")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(StocktakeError) as error:
        save_workbook(charted(), path, "{}", MOMENT)
    assert error.value.code == "disk_full"
    assert path.read_bytes() == b"the old export"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    workbook = charted()
    workbook.active.append([str(number) for number in range(2_000)])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, hard))
    try:
        with pytest.raises(StocktakeError) as error:
            save_workbook(workbook, tmp_path / "a.xlsx", "{}", MOMENT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert error.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_too_large_to_be_read_back_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stocktake.workbooks.excel_writer.MAX_FILE_BYTES", 1_000)
    with pytest.raises(StocktakeError) as error:
        save_workbook(Workbook(), tmp_path / "a.xlsx", None, MOMENT)
    assert error.value.code == "workbook_too_large"
    assert list(tmp_path.iterdir()) == []


def test_other_readers_open_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    save_workbook(charted(), path, "{}", MOMENT)
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).active
    assert [cell.value for cell in sheet["A"]] == [1, 2, 3]
