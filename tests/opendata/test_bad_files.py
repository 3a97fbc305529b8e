"""Files that are not as published: a plain sentence each, and nothing taken from them."""

import zipfile
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata import look_at, read, sources_in, verdict_on
from stocktake.opendata.release import Wanted
from tests.opendata.ods import write_ods
from tests.opendata.published import ROWS, figures, release_of, value_of

LIST = "gp-reg-pat-prac-all_2026-03-01.csv"
TODAY = date(2026, 11, 22)


def saved(folder: Path, text: str | bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def refusal(path: Path) -> StocktakeError:
    """Read a file that must be refused; its verdict says the same or sends it on to reading."""
    with pytest.raises(StocktakeError) as refused:
        read(path)
    assert refused.value.what.endswith((".", "?"))
    assert refused.value.how_to_fix
    return refused.value


def published_text() -> str:
    return (ROWS / LIST).read_text(encoding="utf-8")


def test_an_edited_copy_with_invented_headings_says_what_it_begins_with(tmp_path: Path) -> None:
    path = saved(tmp_path, "Our code,Surgery,Patients\nA81001,Densham,3743\n")
    error = refusal(path)
    assert error.code == "unknown_file"
    assert "It begins with “Our code”, “Surgery” and “Patients”." in error.what
    assert look_at(path)[0].sentence.startswith(error.what)


def test_a_copy_with_a_column_gone_says_which(tmp_path: Path) -> None:
    lines = [",".join(line.split(",")[:-1]) for line in published_text().splitlines()]
    error = refusal(saved(tmp_path, "\n".join(lines) + "\n"))
    assert error.code == "edited_copy"
    assert "“Patients registered at a GP practice”" in error.what
    assert "lacks the column “NUMBER_OF_PATIENTS”" in error.what


def test_a_file_of_another_country_is_named_as_such(tmp_path: Path) -> None:
    heading, row = published_text().splitlines()[:2]
    error = refusal(saved(tmp_path, f"{heading}\n{row.replace('A81001', 'W92021')}\n"))
    assert error.code == "not_england"
    assert "“W92021”" in error.what


def test_a_renamed_file_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    path = saved(tmp_path, published_text(), "PracPopFeb26.csv")
    (verdict,) = look_at(path, today=TODAY)
    assert verdict.sentence == "Patients registered at a GP practice, 1 March 2026."


def test_a_download_cut_short_is_refused(tmp_path: Path) -> None:
    text = published_text()
    assert refusal(saved(tmp_path, text[: text.rindex("GP,") + 5])).code == "cut_short"
    quoted = (ROWS / "epraccur_2026-02_DSE.csv").read_text(encoding="utf-8")
    assert refusal(saved(tmp_path, quoted[:-30], "epraccur.csv")).code == "cut_short"


def test_a_last_line_without_an_end_is_a_problem(tmp_path: Path) -> None:
    release = read(saved(tmp_path, published_text().rstrip("\n")))
    assert any("may have been cut short" in each.what for each in release.problems)


def test_a_row_of_another_width_in_the_middle_is_refused(tmp_path: Path) -> None:
    lines = published_text().splitlines()
    lines[2] = lines[2].rpartition(",")[0]
    assert "Row 3 has fewer columns" in refusal(saved(tmp_path, "\n".join(lines) + "\n")).what
    lines[2] += ",1,2"
    assert "Row 3 has more columns" in refusal(saved(tmp_path, "\n".join(lines) + "\n")).what


def test_a_figure_that_is_none_is_named_by_row(tmp_path: Path) -> None:
    error = refusal(saved(tmp_path, published_text().replace(",3743", ",#REF!")))
    assert error.code == "bad_figure"
    assert "“#REF!”, which is not a number" in error.what


def test_a_practice_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    row = published_text().splitlines()[1]
    error = refusal(saved(tmp_path, published_text() + row + "\n"))
    assert error.code == "twice"
    assert error.what.startswith("A81001 is in the file twice")


def test_a_practice_without_a_row_has_no_figure_and_not_nought() -> None:
    verdict = verdict_on(release_of(LIST), "B82001", TODAY)
    assert verdict.has_practice is False
    assert "B82001, is not in it: it has no figures here, which is not zero." in verdict.sentence


def test_mixed_letters_are_read_and_said(tmp_path: Path) -> None:
    rows = (ROWS / "gp-reg-pat-prac-map_2026-07-01.csv").read_bytes()
    first = rows.replace(b"THE DENSHAM SURGERY", b"THE DENSH\xc1M SURGERY")
    assert figures(read(saved(tmp_path, first)), "A81001")["practice.name"] == "THE DENSHÁM SURGERY"
    both = first.replace(b"QUEENS PARK", "QUÉENS PARK".encode())
    release = read(saved(tmp_path, both))
    assert figures(release, "A81002")["practice.name"] == "QUÉENS PARK MEDICAL CENTRE"
    assert any("written in two different ways" in each.what for each in release.problems)


@pytest.mark.parametrize(
    ("change", "ends"),
    [(lambda text: text.replace(",", ";"), "\n"), (lambda text: text.replace(",", "\t"), "\r\n")],
    ids=["semicolons", "tabs"],
)
def test_another_delimiter_and_other_ends_of_lines_are_read(tmp_path: Path, change, ends) -> None:
    text = change(published_text()).replace("\n", ends)
    path = saved(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert figures(read(path), "A81001") == {"list.registered": "3743"}


def test_areas_from_before_the_mergers_make_a_file_old(tmp_path: Path) -> None:
    rows = (ROWS / "gp-reg-pat-prac-map_2026-07-01.csv").read_text(encoding="utf-8")
    release = read(saved(tmp_path, rows.replace(",QHM,", ",QRV,")))
    assert release.is_old(TODAY)
    assert "It is old" in verdict_on(release, "A81001", TODAY).sentence


def test_the_same_file_again_is_known() -> None:
    sha256 = release_of(LIST).sha256
    (verdict,) = look_at(ROWS / LIST, known={sha256}, today=TODAY)
    assert verdict.is_known
    assert "It is already imported." in verdict.sentence


def test_only_what_is_wanted_is_kept_and_all_of_it_is_checked() -> None:
    release = read(ROWS / LIST, Wanted.only(practices=["a81001 "]))
    assert {each.ods_code for each in release.values} == {"A81001"}
    assert len(release.codes) > 1
    assert read(ROWS / LIST, Wanted.only(fields=["practice.name"])).values == ()


def zip_of(folder: Path, members: dict[str, bytes], name: str = "download.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def test_files_inside_a_zip_are_read_where_they_lie(tmp_path: Path) -> None:
    path = zip_of(
        tmp_path,
        {
            "../../Mapping.csv": (ROWS / "GPAD_Mapping_2025-08.csv").read_bytes(),
            "Aug/Practice_Level_Crosstab_Aug_25.csv": (
                ROWS / "Practice_Level_Crosstab_Aug_25.csv"
            ).read_bytes(),
            "ePCN.xlsx": (ROWS / "ePCN_2025-01.xlsx").read_bytes(),
            "Specification.pdf": b"%PDF-1.7",
        },
        "Practice_Level_Crosstab_Aug_25.zip",
    )
    verdicts = look_at(path, today=TODAY)
    assert [each.dataset for each in verdicts] == [
        "appointments_map",
        "appointments",
        "pcn_members",
    ]
    assert verdicts[0].period is not None and verdicts[0].period.words == "August 2025"
    assert value_of(read(verdicts[1].source), "Y02960", "appts.month.total").raw_text == "2644"
    assert figures(read(verdicts[2].source), "A81001")["pcn.code"] == "U89141"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_an_en_dash_spoilt_by_unzipping_does_not_matter(tmp_path: Path) -> None:
    data = (ROWS / "1 General Practice – July 2025 Practice Level - Detailed.csv").read_bytes()
    path = saved(tmp_path, data, "1 General Practice â€“ July 2025 Practice Level - Detailed.csv")
    release = read(path)
    assert release.period is not None and release.period.words == "July 2025"


def test_a_member_of_two_gigabytes_of_nothing_is_refused_unread(tmp_path: Path) -> None:
    path = zip_of(tmp_path, {"big.csv": b"0" * 40 * 1024 * 1024})
    with pytest.raises(StocktakeError, match="would unpack to far too much") as refused:
        sources_in(path)
    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unknown_file"),
        (b"PK\x03\x04 and then nothing of a zip", "damaged"),
        (b"%PDF-1.7 a document", "unknown_file"),
        (b"<!DOCTYPE html><html>Sign in</html>", "unknown_file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"old workbook", "unknown_file"),
        ("heading,other\n".encode("utf-16"), "unknown_file"),
        (b"PUBLICATION,\0\0\0", "unknown_file"),
        (b"x" * 600_000, "damaged"),
    ],
    ids=["empty", "zip", "pdf", "web page", "old workbook", "utf-16", "nul", "no lines"],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = saved(tmp_path, data)
    (verdict,) = look_at(path)
    assert not verdict.can_be_read
    assert [each.code for each in verdict.problems] == [code]


def test_a_zip_with_one_name_twice_or_a_password_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = tmp_path / "twice.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.csv", "x")
            archive.writestr("a.csv", "y")
    assert look_at(path)[0].problems[0].code == "damaged"
    locked = bytearray(zip_of(tmp_path, {"a.csv": b"a,b\n1,2\n"}).read_bytes())
    for signature, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        locked[locked.index(signature) + place] |= 1
    assert look_at(saved(tmp_path, bytes(locked), "l.zip"))[0].problems[0].code == "locked"


def test_a_zip_damaged_on_its_way_is_refused(tmp_path: Path) -> None:
    data = bytearray(zip_of(tmp_path, {LIST: published_text().encode()}).read_bytes())
    data[90:120] = bytes(30)
    path = saved(tmp_path, bytes(data), "damaged.zip")
    assert [each.code for each in look_at(path)[0].problems] == ["damaged"]


def test_a_workbook_that_declares_a_document_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.ods"
    write_ods(path, '<!DOCTYPE x [<!ENTITY a "aaaa">]><office:document-content>&a;')
    assert "declares a document type" in look_at(path)[0].sentence


def test_reading_stops_when_asked_and_says_how_far_it_is(tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(StocktakeError) as stopped:
        read(ROWS / LIST, stop=stop)
    assert stopped.value.code == "stopped"
    told: list[tuple[int, int, str]] = []
    read(ROWS / LIST, report=lambda done, total, words: told.append((done, total, words)))
    size = (ROWS / LIST).stat().st_size
    assert told[-1] == (size, size, LIST)


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    assert look_at(tmp_path / "gone.csv")[0].problems[0].code == "missing"
