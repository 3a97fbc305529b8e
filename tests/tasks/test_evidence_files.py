"""What may be kept as evidence, and what is refused or looked at first, in plain words."""

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.store.attachments import MAX_BYTES
from stocktake.tasks.evidence_files import (
    LONGEST_NAME,
    cautions_of,
    fresh_name,
    read_file,
    read_files,
    safe_name,
)

PDF = b"%PDF-1.7 a rota"


def written(folder: Path, name: str, content: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path) -> StocktakeError:
    with pytest.raises(StocktakeError) as raised:
        read_file(path)
    assert raised.value.what.endswith(".")
    assert raised.value.how_to_fix.endswith(".")
    return raised.value


def test_a_document_is_read_whole(tmp_path: Path) -> None:
    file = read_file(written(tmp_path, "rota.pdf"))
    assert (file.name, file.content, file.cautions) == ("rota.pdf", PDF, ())


def test_a_file_that_is_gone_and_a_drive_that_is_gone_are_told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path / "rota.pdf").code == "file_missing"
    assert refusal(tmp_path / "stick" / "rota.pdf").code == "drive_away"


@pytest.mark.parametrize("number", ["ENXIO", "EIO", "ESTALE", "ENODEV"])
def test_a_drive_unplugged_while_reading_is_told_as_such(tmp_path: Path, number: str) -> None:
    path = written(tmp_path, "rota.pdf")
    gone = OSError(getattr(errno, number), "")
    with patch.object(Path, "open", side_effect=gone):
        assert refusal(path).code == "drive_away"


def test_a_folder_an_empty_file_and_a_file_too_large_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "is_folder"
    assert refusal(written(tmp_path, "empty.pdf", b"")).code == "file_empty"
    large = tmp_path / "large.pdf"
    with large.open("wb") as opened:
        opened.truncate(MAX_BYTES + 1)
    said = refusal(large)
    assert said.code == "file_too_big"
    assert "20 MB" in said.what


def test_twenty_megabytes_exactly_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "full.pdf", b"%" * MAX_BYTES)
    assert len(read_file(path).content) == MAX_BYTES


def test_what_is_no_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = os.stat_result((stat.S_IFIFO | 0o644, 0, 0, 1, 0, 0, 0, 0, 0, 0))
    with patch.object(Path, "stat", return_value=pipe):
        assert refusal(tmp_path / "pipe.pdf").code == "not_a_file"


def test_a_file_somebody_may_not_read_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "locked.pdf")
    with patch.object(Path, "open", side_effect=PermissionError(13, "")):
        assert refusal(path).code == "file_unreadable"


@pytest.mark.parametrize(
    "name", ["setup.exe", "go.BAT", "page.hta", "run.sh", "it.desktop", "rota.pdf.lnk", "x.ps1"]
)
def test_what_runs_is_known_by_its_ending(tmp_path: Path, name: str) -> None:
    assert refusal(written(tmp_path, name)).code == "file_runs"


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"\x7fELF\x02",
        b"#!/bin/sh\nrm",
        b"\xef\xbb\xbf#!/usr/bin/env python",
        b"\n #!/bin/sh",
        b"L\x00\x00\x00\x01\x14\x02\x00more",
        b"\xcf\xfa\xed\xfe\x07",
    ],
)
def test_what_runs_is_known_by_how_it_begins(tmp_path: Path, content: bytes) -> None:
    assert refusal(written(tmp_path, "rota.pdf", content)).code == "file_runs"


def test_macros_are_a_caution_by_ending_and_by_content(tmp_path: Path) -> None:
    (by_ending,) = read_file(written(tmp_path, "rota.xlsm", b"PK\x03\x04")).cautions
    (by_part,) = read_file(
        written(tmp_path, "rota.xlsx", b"PK\x03\x04..xl/vbaProject.bin..")
    ).cautions
    old = "_VBA_PROJECT".encode("utf-16-le")
    (by_stream,) = read_file(written(tmp_path, "rota.xls", b"\xd0\xcf\x11\xe0" + old)).cautions
    assert by_ending == by_part == by_stream
    assert "macros" in by_ending


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("943 476 5919 letter.pdf", "NHS number"),
        ("9434765919.pdf", "NHS number"),
        ("letter_943_476_5919.pdf", "NHS number"),
        ("letter 943.476.5919.pdf", "NHS number"),
        ("Complaint_Mrs_Smith.docx", "person's name"),
        ("Mr.Jones.docx", "person's name"),
        ("dob 01.02.1950.pdf", "date of birth"),
    ],
)
def test_a_person_in_a_files_name_is_a_caution(name: str, found: str) -> None:
    (caution,) = cautions_of(name, PDF)
    assert found in caution


@pytest.mark.parametrize("name", ["Rota August 2026.pdf", "CQC report 2024-05-01.pdf", "plan.docx"])
def test_an_ordinary_name_needs_no_look(name: str) -> None:
    assert cautions_of(name, PDF) == ()


def test_one_file_refused_never_stops_the_rest(tmp_path: Path) -> None:
    paths = [written(tmp_path, "a.pdf"), tmp_path / "gone.pdf", written(tmp_path, "b.pdf")]
    read = read_files(paths)
    assert [file.name for file in read.files] == ["a.pdf", "b.pdf"]
    assert [each.code for each in read.refusals] == ["file_missing"]


def test_a_name_that_leads_elsewhere_or_misleads_the_eye_is_made_plain() -> None:
    assert safe_name("../../rota.pdf") == "-..-rota.pdf"
    assert safe_name("rota\u202efdp.exe") == "rotafdp.exe"
    assert safe_name("CON.pdf") == "file CON.pdf"
    assert safe_name("...") == "file"


@given(st.text(max_size=400))
def test_any_name_can_be_written_to_a_disk(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= LONGEST_NAME + 5
    assert not set(safe) & set('/\\:*?"<>|\0\n\r')
    assert safe.strip(" .") == safe
    safe.encode()


@given(st.lists(st.sampled_from(["rota.pdf", "ROTA.pdf", "rota (2).pdf", "b"]), max_size=6))
def test_a_fresh_name_is_never_in_use(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        new = fresh_name(name, taken)
        assert new.casefold() not in {each.casefold() for each in taken}
        taken.append(new)


def test_reading_says_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    paths = [written(tmp_path, name) for name in ("one.pdf", "two.pdf", "three.pdf")]
    stop = Event()
    heard: list[tuple[int, int, str]] = []

    def report(done: int, total: int, words: str) -> None:
        heard.append((done, total, words))
        if done:
            stop.set()

    read = read_files(paths, report, stop)
    assert heard == [(0, 3, "Reading one.pdf"), (1, 3, "Reading two.pdf")]
    assert [each.name for each in read.files] == ["one.pdf"]
    assert read.files[0].sha256 == sha256(PDF).hexdigest()
