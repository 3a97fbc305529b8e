"""Signing a round off, exporting what was signed, and reading it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from signing import SAID, put_ready

from stocktake.errors import StocktakeError
from stocktake.merge.collection import collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.store.workspace import Workspace
from stocktake.tasks.combine import gather, look
from stocktake.tasks.export_practice import export_pack, export_practice, preview, write_leaving
from stocktake.tasks.export_practice import prepare as prepared
from stocktake.tasks.leaving import ShareChoice
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.sign_off import (
    about_the_day,
    changes_since,
    in_the_way,
    reopen,
    sign,
    signed_returns,
    standing,
    version_of,
    versions,
)
from stocktake.tasks.undoing import Undoing
from stocktake.ui.models.file_words import file_rows
from stocktake.workbooks.reading import Forms, Verdict, read_workbook

NOW = datetime(2027, 3, 3, 12, 0, tzinfo=UTC)
FACTS = ShareChoice("facts", show_name=True)
RATING = Address("demand.m_routes")
SIZE = Address("profile.list_size")


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    with Workspace.create(tmp_path / "a.stocktake") as workspace:
        subject, round_label = put_ready(workspace)
        yield OpenPractice(workspace, subject, round_label, "Practice manager")


def words_on(path: Path, sheet: str = "Read me") -> str:
    book = load_workbook(path)
    return "\n".join(str(c.value) for row in book[sheet] for c in row if c.value is not None)


def test_what_is_needed_stops_signing_and_nothing_else_does(practice: OpenPractice) -> None:
    assert in_the_way(practice, "") == 0
    size = practice.sheet().answers[SIZE]
    practice.enter(STOCKTAKE, SIZE, Answer())
    assert in_the_way(practice, "") > 0
    with pytest.raises(StocktakeError) as refusal:
        sign(practice, "", SAID)
    assert refusal.value.code == "not_ready"
    assert versions(practice, "") == ()
    practice.enter(STOCKTAKE, SIZE, size)
    practice.enter(STOCKTAKE, RATING, Answer(state=State.NOT_KNOWN))
    assert sign(practice, "", SAID).version == 1


@pytest.mark.parametrize(
    ("field", "words"),
    [("name", "your name"), ("role", "your role"), ("statement", "the statement")],
)
def test_whoever_signs_says_who_and_what(practice: OpenPractice, field: str, words: str) -> None:
    with pytest.raises(StocktakeError, match=words) as refusal:
        sign(practice, "", replace(SAID, **{field: "  "}))
    assert refusal.value.code == "sign_off_incomplete"


def test_a_second_person_has_a_role(practice: OpenPractice) -> None:
    with pytest.raises(StocktakeError, match="second person's role"):
        sign(practice, "", replace(SAID, second_role=""))


def test_a_signed_round_cannot_be_changed_in_any_way(practice: OpenPractice) -> None:
    sign(practice, "", SAID)
    assert (
        practice.why_signed(STOCKTAKE) == "Signed on 3 March 2027 as version 1. Reopen to change."
    )
    before = practice.submissions((STOCKTAKE, EXPECTATIONS))
    table = "workforce.roles"
    row = practice.sheet().answers.rows(table)[0]
    tries = (
        lambda: practice.enter(STOCKTAKE, RATING, answered(Decimal(0))),
        lambda: practice.enter(EXPECTATIONS, Address("ACC-01.aware"), answered("no")),
        lambda: practice.add_row(STOCKTAKE, table),
        lambda: practice.remove_row(STOCKTAKE, table, row),
        lambda: practice.order_rows(STOCKTAKE, table, (row,)),
        lambda: practice.mark_section(STOCKTAKE, "demand", False),
        lambda: practice.set_route(STOCKTAKE, "full"),
    )
    for each in tries:
        with pytest.raises(StocktakeError) as refusal:
            each()
        assert refusal.value.code == "signed"
    assert practice.submissions((STOCKTAKE, EXPECTATIONS)) == before


def test_another_pack_stays_open_and_is_signed_by_itself(practice: OpenPractice) -> None:
    sign(practice, "", SAID)
    practice.enter("swot", Address("swot.scope"), answered("practice"))
    assert practice.may_change("swot")
    assert standing(practice, "swot") is None


def test_a_signed_round_has_nothing_to_undo_and_what_was_before_stays(
    practice: OpenPractice,
) -> None:
    practice.enter(STOCKTAKE, RATING, answered(Decimal(4)))
    undoing = Undoing(practice)
    assert undoing.next_undo() is not None
    sign(practice, "", SAID)
    assert undoing.next_undo() is None
    reopen(practice, "", "A slip")
    assert undoing.next_undo() is None
    practice.enter(STOCKTAKE, RATING, answered(Decimal(1)))
    undoing.undo()
    assert practice.sheet().answers[RATING].value == Decimal(4)
    assert undoing.next_undo() is None
    assert Undoing(practice).next_undo() is None


def test_reopening_needs_a_reason(practice: OpenPractice) -> None:
    sign(practice, "", SAID)
    with pytest.raises(StocktakeError) as refusal:
        reopen(practice, "", "  ")
    assert refusal.value.code == "no_reason"
    assert standing(practice, "") is not None


def test_what_changed_since_a_version_is_listed(practice: OpenPractice) -> None:
    was = practice.sheet().answers[RATING].value
    signed = sign(practice, "", SAID)
    assert changes_since(practice, signed) == ()
    reopen(practice, "", "A rating was wrong")
    new = Decimal(0) if was else Decimal(1)
    practice.enter(STOCKTAKE, RATING, answered(new))
    (moved,) = changes_since(practice, version_of(practice, "", 1))
    assert moved.question_id == RATING.question
    assert moved.then != moved.now


def test_a_day_before_the_last_or_to_come_is_told_and_not_refused(practice: OpenPractice) -> None:
    day = date(2027, 3, 3)
    assert about_the_day(practice, "", day, day) == ""
    assert "not come yet" in about_the_day(practice, "", day + timedelta(days=9), day)
    sign(practice, "", SAID)
    reopen(practice, "", "Again")
    before = day - timedelta(days=30)
    assert "signed on 3 March 2027" in about_the_day(practice, "", before, day)
    assert sign(practice, "", replace(SAID, signed_on=before)).version == 2


def test_a_draft_says_draft_and_a_signed_workbook_says_signed(
    practice: OpenPractice, tmp_path: Path
) -> None:
    draft = export_practice(practice, FACTS, tmp_path, NOW).path
    assert draft.name.endswith(" DRAFT.xlsx")
    assert load_workbook(draft).properties.contentStatus == "DRAFT"
    signed = sign(practice, "", SAID)
    exported = export_practice(practice, FACTS, tmp_path, NOW)
    assert exported.path.name.endswith(" SIGNED v1.xlsx")
    assert "signed v1" in exported.sentence
    book = load_workbook(exported.path)
    assert book.properties.contentStatus == "SIGNED v1"
    assert book.properties.title.endswith("SIGNED v1")
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert all("SIGNED v1" in sheet.oddHeader.center.text for sheet in shown)
    assert all("SIGNED v1" in sheet.oddFooter.left.text for sheet in shown)
    words = words_on(exported.path)
    assert "Pat Signer, GP partner" in words
    assert "not a digital signature" in words
    assert signed.first.sha256 in words


def test_the_preview_shows_the_names_and_the_payload_has_none(
    practice: OpenPractice, tmp_path: Path
) -> None:
    sign(practice, "", SAID)
    cells = {cell.label: cell.shown for cell in preview(practice, FACTS).cells}
    assert cells["Signed by"] == "Pat Signer"
    assert cells["Second person"] == "Sam Second"
    path = export_practice(practice, FACTS, tmp_path, NOW).path
    result = read_workbook(path, Forms([shipped_form(STOCKTAKE), shipped_form(EXPECTATIONS)]))
    said = repr(result.submissions)
    assert "Pat Signer" not in said
    assert "Sam Second" not in said


def test_every_version_is_exported_again_exactly_as_it_was_signed(
    practice: OpenPractice, tmp_path: Path
) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    first = sign(practice, "", SAID)
    before = export_practice(practice, FACTS, folder, NOW).path
    reopen(practice, "", "A rating was wrong")
    practice.enter(STOCKTAKE, RATING, answered(Decimal(0)))
    second = sign(practice, "", replace(SAID, signed_on=date(2027, 3, 9)))
    again = write_leaving(prepared(practice, FACTS, "", 1), tmp_path, NOW).path
    assert again.read_bytes() == before.read_bytes()
    newest = export_practice(practice, FACTS, tmp_path, NOW).path
    forms = Forms([shipped_form(STOCKTAKE), shipped_form(EXPECTATIONS)])
    one, two = (read_workbook(path, forms) for path in (again, newest))
    assert [one.verdict, two.verdict] == [Verdict.READY] * 2
    assert [said.standing for said in one.submissions] == ["Signed v1"] * 2
    assert [said.signed.sha256 for said in one.submissions if said.signed] == [
        each.sha256 for each in first.sign_offs.values()
    ]
    assert [said.signed for said in two.submissions] == [
        each.signature for each in second.sign_offs.values()
    ]
    assert two.submissions[0].answers[RATING].value == Decimal(0)
    assert one.submissions[0].answers[RATING].value != Decimal(0)
    frozen = signed_returns(practice, version_of(practice, "", 1))[0][0]
    assert one.submissions[0].answers[RATING].value == frozen.answers[RATING].value


def test_the_list_of_combined_files_says_signed_or_draft(
    practice: OpenPractice, tmp_path: Path
) -> None:
    draft = export_practice(practice, FACTS, tmp_path, NOW).path
    sign(practice, "", SAID)
    signed = export_practice(practice, FACTS, tmp_path, NOW).path
    gathered = gather([draft, signed])
    signed_as = [row.cells[3] for row in file_rows(gathered)]
    assert signed_as == ["Draft", "Signed v1"]
    assert {v.submission.standing for v in gathered.collection.versions} == {"Signed v1"}
    assert look(gathered.collection).answered[0].sign_off == "signed v1"


def test_in_a_conflict_the_newest_signed_is_proposed(practice: OpenPractice) -> None:
    sign(practice, "", SAID)
    signed = signed_returns(practice, version_of(practice, "", 1))[0][0]
    later = replace(
        signed, return_id="another", signed=None, assessed_on=signed.assessed_on + timedelta(400)
    )
    newer = replace(
        signed, return_id="a third", signed=replace(signed.signed, signed_on=date(2027, 5, 1))
    )
    (conflict,) = collect(map(Version, (signed, later))).conflicts()
    assert conflict.proposed.submission == signed
    (conflict,) = collect(map(Version, (newer, signed, later))).conflicts()
    assert conflict.proposed.submission == newer


def test_a_workbook_saved_by_another_program_claims_no_sign_off(
    practice: OpenPractice, tmp_path: Path
) -> None:
    sign(practice, "", SAID)
    path = export_practice(practice, FACTS, tmp_path, NOW).path
    load_workbook(path).save(path)
    result = read_workbook(path, Forms([shipped_form(STOCKTAKE), shipped_form(EXPECTATIONS)]))
    assert result.verdict is Verdict.SAVED_AGAIN
    assert {said.standing for said in result.submissions} == {"Draft"}


def test_a_copy_that_is_damaged_is_said_and_not_exported(practice: OpenPractice) -> None:
    sign(practice, "", SAID)
    practice.workspace._database.run("UPDATE sign_offs SET copy = copy || ' '")
    with pytest.raises(StocktakeError) as refusal:
        preview(practice, FACTS)
    assert refusal.value.code == "signed_copy_damaged"


def test_a_pack_is_signed_and_exported_by_itself(practice: OpenPractice, tmp_path: Path) -> None:
    pack = "terms_of_engagement"
    practice.sheet(pack)
    for section in practice.sheet(pack).loaded.sections:
        for question in practice.sheet(pack).questions(section.id):
            if question.type != "calculated":
                practice.enter(pack, Address(question.id), Answer(state=State.NOT_APPLICABLE))
    assert in_the_way(practice, pack) == 0
    sign(practice, pack, SAID)
    path = export_pack(practice, pack, FACTS, tmp_path, NOW).path
    assert path.name.endswith("Terms of engagement 2026-27 SIGNED v1.xlsx")
    assert practice.may_change(STOCKTAKE)
