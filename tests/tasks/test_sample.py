"""The sample PCN says what the content gives for it, agrees with itself and can be removed."""

from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from stocktake.merge.collection import collect
from stocktake.merge.pcn import PcnView
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answer, State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.issues import Issue, section_issues
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.naming import names_someone
from stocktake.questionnaire.progress import Status, progress
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.store.workspace import Workspace
from stocktake.tasks.combine import look
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practice_plan import levels_of, plan_of
from stocktake.tasks.practices import begin_practice
from stocktake.tasks.sample import put_sample, remove_sample, sample_submissions
from stocktake.tasks.sheets import sheet_of

QUAYSIDE, MILLBROOK, ST_OSWINS, FELLGATE = "Y99901", "Y99902", "Y99903", "Y99904"
A, B, C, D, E = "ACC-01", "SCA-03", "WOR-03", "PRE-01", "FIN-02"
FIVE = {
    QUAYSIDE: (A, B, C, D, E),
    MILLBROOK: (A, C, B, E, D),
    ST_OSWINS: (B, A, C, D, E),
    FELLGATE: (C, D, A, B, E),
}


def pairs() -> dict[str, tuple[Submission, Submission]]:
    found = sample_submissions()
    return {
        stocktake.subject.code: (stocktake, review)
        for stocktake, review in zip(found[::2], found[1::2], strict=True)
    }


def issues_of(submission: Submission) -> list[Issue]:
    sheet = sheet_of(submission)
    return [i for section in sheet.loaded.sections for i in section_issues(sheet, section.id)]


@cache
def together() -> PcnView:
    return look(collect(Version(each) for each in sample_submissions()))


def everything_said() -> list[tuple[str, Answer]]:
    return [
        (address.field_id, answer)
        for submission in sample_submissions()
        for address, answer in submission.answers.items()
    ]


def test_the_lists_add_up_to_34000() -> None:
    sizes = [stocktake.answers.get("profile.list_size").usable for stocktake, _ in pairs().values()]
    assert sizes == [12400, 9100, 7300, 5200]
    population = together().population
    assert population is not None
    assert (population.patients, population.band) == (34000, "usual PCN range")


@pytest.mark.parametrize(
    ("domain", "levels", "floors"),
    [("access", (2, 3, 1, 2), (2, 3, 1, 1)), ("digital", (3, 3, 2, 0), (2, 3, 1, 0))],
)
def test_levels_are_those_of_the_content(
    domain: str, levels: tuple[int, ...], floors: tuple[int, ...]
) -> None:
    found = [levels_of(sheet_of(stocktake))[domain] for stocktake, _ in pairs().values()]
    assert tuple(each.level for each in found) == levels
    assert tuple(each.floor for each in found) == floors


def test_every_rating_is_given_and_other_domains_differ() -> None:
    for stocktake, _ in pairs().values():
        levels = levels_of(sheet_of(stocktake)).values()
        assert sum(each.answered for each in levels) == 41
        assert len({each.level for each in levels}) >= 2


def test_the_five_priorities_are_those_of_the_content_and_confirmed() -> None:
    for code, (stocktake, review) in pairs().items():
        five = plan_of(sheet_of(stocktake), sheet_of(review), stocktake.round).top_five
        assert five.is_confirmed
        assert tuple(item.item for item in five.items) == FIVE[code]


def test_the_practices_together_speak_with_one_voice_on_three() -> None:
    priorities = together().voice.priorities
    assert [(each.votes.item, each.votes.points) for each in priorities] == [
        (A, 17),
        (C, 15),
        (B, 14),
        (D, 9),
        (E, 5),
    ]
    assert [each.votes.item for each in priorities if each.is_one_voice] == [A, C, B]


@pytest.mark.parametrize(
    ("role", "matchable", "residual"), [("hca", "0.4", "0.1"), ("pharmacist", "0.3", "0.4")]
)
def test_staff_to_share_are_those_of_the_content(role: str, matchable: str, residual: str) -> None:
    found = next(each for each in together().sharing if each.role == role)
    assert (found.matchable, found.residual) == (Decimal(matchable), Decimal(residual))


@pytest.mark.parametrize(
    ("role", "balances"),
    [("hca", ("0.4", "-0.3", "-0.2", "0")), ("pharmacist", ("-0.5", "0.2", "0.1", "-0.2"))],
)
def test_each_practice_has_the_people_of_the_content(role: str, balances: tuple[str, ...]) -> None:
    found = []
    for stocktake, _ in pairs().values():
        sheet = sheet_of(stocktake)
        wte = sheet.value("workforce.roles.wte", role)
        need = sheet.value("workforce.roles.need_wte", role)
        spare = sheet.value("workforce.roles.could_share_wte", role)
        assert isinstance(wte, Decimal)
        assert isinstance(need, Decimal)
        assert spare == max(Decimal(0), wte - need)
        found.append(wte - need)
    assert found == [Decimal(each) for each in balances]


def test_three_agreed_to_be_named_and_fellgate_did_not() -> None:
    labels = together().labels
    assert [labels[code] for code in (QUAYSIDE, MILLBROOK, ST_OSWINS)] == [
        "Quayside",
        "Millbrook",
        "St Oswin's",
    ]
    assert labels[FELLGATE] == "practice A"


def test_no_section_has_a_problem_and_warnings_have_reasons() -> None:
    warnings = []
    for submission in sample_submissions():
        sheet = sheet_of(submission)
        found = {progress(sheet, section.id).status for section in sheet.loaded.sections}
        assert Status.PROBLEM not in found
        issues = issues_of(submission)
        assert [issue for issue in issues if issue.level == "E"] == []
        warnings += [issue for issue in issues if issue.level == "W"]
    assert 3 <= len(warnings) <= 20
    assert sum(bool(issue.reason) for issue in warnings) >= len(warnings) - 3


def test_practices_are_as_complete_as_they_are_meant_to_be() -> None:
    shares = {}
    for code, (stocktake, _) in pairs().items():
        sheet = sheet_of(stocktake)
        counts = [progress(sheet, section.id) for section in sheet.loaded.sections]
        shares[code] = sum(c.dealt_with for c in counts) / sum(c.total for c in counts)
    assert shares[MILLBROOK] == 1
    assert shares[QUAYSIDE] == pytest.approx(0.97, abs=0.01)
    assert shares[ST_OSWINS] == pytest.approx(0.9, abs=0.01)
    assert shares[FELLGATE] == pytest.approx(0.6, abs=0.01)


def test_every_kind_of_question_is_answered_and_every_state_occurs() -> None:
    types: Counter[str] = Counter()
    for submission in sample_submissions():
        fields = sheet_of(submission).loaded.fields
        types.update(
            fields[a.field_id].type for a, each in submission.answers.items() if each.is_answered
        )
        types.update(fields[table].type for table in submission.answers.tables)
    every = {field.type for field in shipped_form(STOCKTAKE).fields.values()}
    assert every - set(types) == {"calculated"}
    states = {answer.state for _, answer in everything_said()}
    assert set(State) - states <= {State.BLANK}


def test_there_are_estimates_and_notes_both_shared_and_private() -> None:
    said = [answer for _, answer in everything_said()]
    assert any(answer.estimate for answer in said)
    assert any(answer.note and answer.note_shared for answer in said)
    assert any(answer.note and not answer.note_shared for answer in said)


def test_the_plans_have_every_label_and_costs_for_a_dozen_gaps() -> None:
    labels: Counter[str] = Counter()
    costed = 0
    for stocktake, review in pairs().values():
        plan = plan_of(sheet_of(stocktake), sheet_of(review), stocktake.round)
        labels.update(row.start.label.value for row in plan.rows if row.start.label)
        costed += sum(row.expectation.answer.oneoff_gbp is not None for row in plan.rows)
    assert set(labels) == {
        "overdue", "late start", "start now", "scheduled", "open now", "done"
    }  # fmt: skip
    assert costed >= 12


def test_one_practice_has_an_expectation_of_its_own() -> None:
    own = {}
    for code, (stocktake, review) in pairs().items():
        plan = plan_of(sheet_of(stocktake), sheet_of(review), stocktake.round)
        own[code] = [row.expectation.title for row in plan.rows if row.expectation.is_own]
    assert own[MILLBROOK] == ["New care home within our boundary"]


def test_it_names_no_person_and_no_real_place_or_code() -> None:
    for _, answer in everything_said():
        words = answer.value if isinstance(answer.value, str) else ""
        assert names_someone(f"{words} {answer.note}") == []
    for submission in sample_submissions():
        subject = submission.subject
        assert (subject.pcn_name, subject.icb_name) == ("Harbour & Vale", "NHS Fenmarch")
        assert subject.code.startswith("Y999")
        district = str(submission.answers.get("profile.postcode_district").value or "QX")
        assert district.startswith("QX"), "no postcode in the country begins with Q"


def test_it_is_marked_as_a_sample_of_22_november_2026() -> None:
    for submission in sample_submissions():
        assert submission.sample
        assert submission.assessed_on == date(2026, 11, 22)
        assert submission.round == "2026/27"
    assert len({submission.return_id for submission in sample_submissions()}) == 8
    assert together().is_sample


def test_it_is_removed_at_once_and_other_practices_stay(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        begin_practice(workspace, "The Elms", "A81001", date(2026, 11, 22), "Practice manager")
        put_sample(workspace)
        assert len(workspace.returns.list()) == 9
        remove_sample(workspace)
        left = workspace.returns.list()
        assert [each.subject.name for each in left] == ["The Elms"]
        assert workspace.problems() == []


def test_changing_the_sample_changes_no_other_copy_of_it() -> None:
    mine, other = sample_submissions()[0], sample_submissions()[0]
    mine.answers.change(Address("profile.list_size"), value=Decimal(1))
    assert other.answers.get("profile.list_size").value == 12400


def test_putting_it_in_twice_changes_nothing(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        put_sample(workspace)
        before = workspace.change_counter
        put_sample(workspace)
        assert len(workspace.returns.list()) == 8
        assert workspace.change_counter == before


def test_it_opens_as_a_practice_with_its_answers(tmp_path: Path) -> None:
    quayside = pairs()[QUAYSIDE][0]
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        put_sample(workspace)
        practice = OpenPractice(workspace, quayside.subject, quayside.round)
        assert practice.sheet(STOCKTAKE).value("profile.list_size") == 12400
        assert practice.plan().top_five.is_confirmed


def test_what_is_begun_for_a_made_up_practice_is_made_up_too(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.stocktake") as workspace:
        put_sample(workspace)
        subject = workspace.returns.list()[0].subject
        opened = OpenPractice(workspace, subject, workspace.returns.list()[0].round)
        for form_id in ("actions", "swot"):
            opened.sheet(form_id)
        next_year = OpenPractice(workspace, subject, "2099/00")
        next_year.sheet("practice_stocktake")
        OpenPractice(workspace, Subject("practice", "A81001", "Ours"), "2026/27").sheet("swot")
        real = [each.subject.name for each in workspace.returns.list() if not each.sample]
    assert real == ["Ours"]
