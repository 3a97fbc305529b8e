"""The command line does its jobs, and says in words what went wrong."""

import re
import sys
import tempfile
from pathlib import Path

import pytest
from branding import make_brand

from stocktake import __version__
from stocktake.__main__ import COMMANDS, main
from stocktake.cli import FAILED, run
from stocktake.paths import shipped


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out.strip() == f"Stocktake {__version__}"


def test_without_a_command_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run([])
    assert left.value.code != 0
    told = capsys.readouterr().err
    assert all(command in told for command in ("demo", "merge", "check-form"))


def test_the_shipped_forms_pass_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    forms = sorted(str(path) for path in shipped("forms").glob("*.toml"))
    assert run(["check-form", *forms]) == 0
    told = capsys.readouterr().out
    assert told.count("all is well") == len(forms)


def test_everything_wrong_with_a_form_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "wrong.toml"
    form.write_text(
        'id = "wrong"\ntitle = "Wrong"\nversion = "1"\nsubject = "practice"\ncolour = "red"\n'
        '[[section]]\nid = "one"\ntitle = "One"\n'
        '[[section.question]]\nid = "one.a"\ntype = "riddle"\nlabel = "A"\n',
        encoding="utf-8",
    )
    assert run(["check-form", str(form)]) == FAILED
    told = capsys.readouterr().out
    assert "colour" in told
    assert "riddle" in told
    assert "one.a" in told


def test_a_form_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.toml"
    assert run(["check-form", str(missing)]) == FAILED
    assert f"{missing}: the file cannot be read." in capsys.readouterr().out


def test_merging_files_that_are_no_workbooks_fails_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed = tmp_path / "minutes.xlsx"
    renamed.write_text("Minutes of the last meeting", encoding="utf-8")
    assert run(["merge", str(renamed), "--out", str(tmp_path / "PCN.xlsx")]) == FAILED
    told = capsys.readouterr()
    assert "minutes.xlsx: " in told.out
    assert "None of these files holds a practice stocktake." in told.err
    assert not (tmp_path / "PCN.xlsx").exists()
    assert renamed.read_text(encoding="utf-8") == "Minutes of the last meeting"


def test_a_demonstration_of_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["demo", "--out", str(tmp_path), "--practices", "0"]) == FAILED
    assert capsys.readouterr().err.strip() == (
        "There is nothing to make. Ask for one practice or more."
    )


def test_a_demonstration_then_a_merge_with_a_bad_file_says_what_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "demonstration"
    assert run(["demo", "--out", str(out), "--practices", "1", "--seed", "2"]) == 0
    assert f"Done. Everything is in {out}" in capsys.readouterr().out
    workbook = next(out.glob("*/*.xlsx"))
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(workbook.read_bytes()[:5000])
    files = [str(workbook), str(bad), "--out", str(tmp_path / "PCN.xlsx")]
    assert run(["merge", *files]) == 3
    told = capsys.readouterr().out
    assert "bad.xlsx: " in told
    assert (tmp_path / "PCN.xlsx").is_file()


def test_a_self_test_without_a_folder_fails_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "is not there"))
    assert run(["--self-test"]) == FAILED
    assert "The self-test has no folder to work in" in capsys.readouterr().err


def test_every_command_is_one_the_program_starts_with(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["--help"])
    offered = re.search(r"\{([\w,-]+)\}", capsys.readouterr().out)
    assert offered is not None
    assert set(offered[1].split(",")) <= set(COMMANDS)


def test_a_self_test_without_a_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["stocktake", "--self-test"])
    monkeypatch.setitem(sys.modules, "stocktake.app", None)
    assert main() == FAILED
    assert "The window cannot be opened: " in capsys.readouterr().err


def test_a_branding_pack_is_checked_and_every_fault_is_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_brand(tmp_path / "brand")
    assert run(["brand", "check", str(folder), "--keep-hash"]) == 0
    told = capsys.readouterr().out
    assert "The branding pack of Harbour Federation is in order." in told
    kept = (folder / "brand.sha256").read_text(encoding="ascii").strip()
    assert f"Fingerprint (SHA-256): {kept}" in told
    (folder / "logo.svg").unlink()
    assert run(["brand", "check", str(folder)]) == FAILED
    told = capsys.readouterr().out
    assert "2 things must be put right first" in told
    assert "no file “logo.svg” in the pack" in told
    assert run(["brand", "check", str(tmp_path / "nowhere")]) == FAILED
    assert "cannot be read" in capsys.readouterr().out
