"""What the sheet of problems says of the files of a practice that is not named."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from pcn_files import rows_under, texts_of

from stocktake.errors import Problem
from stocktake.merge.collection import collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.provenance import Provenance
from stocktake.tasks.combine import look
from stocktake.workbooks.exports.pcn import write_pcn_workbook
from stocktake.workbooks.payload import Member
from stocktake.workbooks.reading import ReadResult, Verdict
from tests.workbooks.exports.test_pcn import a_practice


def test_files_of_a_practice_that_is_not_named_have_no_name_among_the_problems(
    tmp_path: Path,
) -> None:
    first = a_practice(2, admin__show_name="no")
    copies = [
        Version(replace(first.submission, assessed_on=date(2026, 11, day)), Provenance(name, mark))
        for day, name, mark in ((20, "VG_laptop.xlsx", "1" * 64), (21, "VG_desk.xlsx", "2" * 64))
    ]
    collection = collect([a_practice(1), *copies])
    odd = Problem("links", "VG_desk.xlsx, Practice name", "It points at other files.", "")
    read = [
        ReadResult(
            each.provenance.file_name,
            Verdict.READY,
            each.provenance.sha256,
            (Member(each.submission, each.provenance),),
            problems=(replace(odd, where=f"{each.provenance.file_name}, Practice name"),),
        )
        for each in copies
    ]
    path = write_pcn_workbook(tmp_path / "pcn.xlsx", look(collection), collection, read)
    assert not [text for text in texts_of(path) if "VG_" in text]
    copied = rows_under(path, "Problems and decisions", "Copies_that_do_not_agree")
    assert [row["File"] for row in copied] == ["file of practice A"] * 2
    noticed = rows_under(path, "Problems and decisions", "Also_noticed")
    assert [row["File"] for row in noticed if "points" in row["What is wrong"]] == [
        "file of practice A, Practice name"
    ] * 2
