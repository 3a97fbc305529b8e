"""What may name a person is shown with its sheet, practice and words before a file is written."""

from datetime import date
from pathlib import Path

import pytest
from pcn_files import QUAYSIDE, leaving, practice, with_answers, write_practice

from stocktake import cli
from stocktake.documents.blocks import About, Document, Paragraph
from stocktake.errors import StocktakeError
from stocktake.merge.collection import collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.provenance import Provenance
from stocktake.tasks.leaving import ShareChoice
from stocktake.tasks.names_found import names_in_papers, names_in_returns, refuse_unchecked
from stocktake.tasks.pcn_documents import Made

SAID = "Ask Dr Example on 0117 496 0123"
TICKED = ShareChoice("numbers", frozenset({Address("profile.known_changes")}), show_name=True)


def with_a_name(**also: object) -> Version:
    stocktake, _ = practice(QUAYSIDE)
    said = with_answers(stocktake, profile__known_changes=SAID, **also)
    place = {Address("profile.known_changes").question: "The practice!C30"}
    return Version(said, Provenance("Quayside.xlsx", "0" * 64, places=place))


def test_words_of_a_practice_are_found_with_sheet_cell_practice_and_words() -> None:
    name, phone = names_in_returns(collect([with_a_name()]))
    assert name.where == phone.where == "The practice, cell C30, Quayside"
    assert name.what == "It holds what may be a person's name: Dr Example"
    assert phone.what == "It holds a phone number: 0117 496 0123"


def test_a_practice_that_is_not_named_is_a_letter_here_too() -> None:
    found = names_in_returns(collect([with_a_name(admin__show_name="no")]))
    assert {each.where for each in found} == {"The practice, cell C30, practice A"}


def test_the_sample_holds_nothing_to_look_at() -> None:
    assert names_in_returns(collect(Version(each) for each in practice(QUAYSIDE))) == ()


def test_a_paper_is_looked_through_however_deep_the_words_stand() -> None:
    about = About("Tideway", "2026/27", date(2026, 11, 22), "DRAFT")
    paper = Document("Board paper", "", about, (Paragraph("Money"), Paragraph(SAID)))
    found = names_in_papers([Made("", "For sharing outside", paper)])
    assert [each.where for each in found] == ["For sharing outside"] * 2


def test_nothing_found_needs_nobody_to_look() -> None:
    refuse_unchecked((), "Look.")
    with pytest.raises(StocktakeError) as refused:
        refuse_unchecked(names_in_returns(collect([with_a_name()])), "Look.")
    assert refused.value.what == "2 texts may name a person, so nothing was written."


def test_the_command_line_shows_names_and_writes_only_once_they_were_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = with_a_name().submission
    left = leaving((said, practice(QUAYSIDE)[1]), TICKED)
    path, out = write_practice(tmp_path / "Quayside.xlsx", left), tmp_path / "PCN.xlsx"
    merge = ["merge", str(path), "--out", str(out)]
    assert cli.run(merge) == cli.FAILED
    told = capsys.readouterr()
    assert "Quayside: It holds what may be a person's name: Dr Example" in told.out
    assert "--names-checked" in told.err
    assert not out.exists()
    assert cli.run([*merge, "--names-checked"]) == 0
    assert out.is_file()
