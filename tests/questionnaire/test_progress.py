"""Progress: counts only what applies now, and words a manager would use."""

from datetime import timedelta
from decimal import Decimal

from filling import answer, row, say, sheet_of, stocktake

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.issues import question_issues, section_issues
from stocktake.questionnaire.loading import load_form
from stocktake.questionnaire.progress import Status, progress

FORM = """
id = "trial"
title = "Trial"
version = "1"
subject = "practice"
[[section]]
id = "a"
title = "Section A"
[[section.question]]
id = "a.one"
type = "number"
label = "One"
required = true
maximum = 100
warn_above = 50
[[section.question]]
id = "a.two"
type = "text"
label = "Two"
[[section.question]]
id = "a.three"
type = "text"
label = "Three"
relevant = "${a.one} > 10"
[[section.question]]
id = "a.rate"
type = "rating"
label = "How well?"
domain = "access"
anchors = ["a", "b", "c", "d", "e"]
[[section.question]]
id = "a.weaknesses"
type = "table"
label = "Weaknesses"
[[section.question.column]]
id = "a.weaknesses.weakness"
type = "text"
label = "What is it?"
required = true
[[section.question.column]]
id = "a.weaknesses.impact"
type = "number"
label = "How much?"
required = true
"""


def test_a_new_section_is_not_yet_started_and_counts_only_what_applies() -> None:
    found = progress(sheet_of(load_form(FORM, "t")), "a")
    assert (found.status, found.dealt_with, found.total) == (Status.NOT_STARTED, 0, 3)


def test_an_answer_that_opens_a_question_adds_it_to_the_count() -> None:
    sheet = sheet_of(load_form(FORM, "t"))
    answer(sheet, a__one=20)
    found = progress(sheet, "a")
    assert (found.status, found.dealt_with, found.total) == (Status.IN_PROGRESS, 1, 4)


def test_not_known_deals_with_a_question_and_come_back_later_does_not() -> None:
    sheet = sheet_of(load_form(FORM, "t"))
    answer(sheet, a__one=5)
    say(sheet, "a.two", State.NOT_KNOWN)
    say(sheet, "a.rate", State.COME_BACK_LATER)
    found = progress(sheet, "a")
    assert (found.dealt_with, found.come_back, found.status) == (2, 1, Status.IN_PROGRESS)
    assert found.words == "2 of 3 dealt with; 1 to come back to"


def test_a_section_dealt_with_is_completed() -> None:
    sheet = sheet_of(load_form(FORM, "t"))
    answer(sheet, a__one=5, a__two="yes", a__rate=3)
    assert progress(sheet, "a").status is Status.COMPLETED


def test_a_person_may_call_it_complete_with_optional_blanks_but_not_required_ones() -> None:
    sheet = sheet_of(load_form(FORM, "t"))
    answer(sheet, a__two="yes")
    assert progress(sheet, "a", is_marked_complete=True).status is Status.IN_PROGRESS
    answer(sheet, a__one=5)
    assert progress(sheet, "a", is_marked_complete=True).status is Status.COMPLETED


def test_an_impossible_figure_is_kept_and_is_a_problem() -> None:
    sheet = sheet_of(load_form(FORM, "t"))
    answer(sheet, a__one=500)
    assert progress(sheet, "a").status is Status.PROBLEM
    (issue,) = question_issues(sheet, sheet.loaded.questions["a.one"])
    assert (issue.level, issue.message) == ("E", "This cannot be more than 100")


def test_an_unlikely_figure_is_cleared_by_a_reason() -> None:
    sheet = sheet_of(load_form(FORM, "t"))
    answer(sheet, a__one=60)
    question = sheet.loaded.questions["a.one"]
    (issue,) = question_issues(sheet, question)
    assert (issue.level, issue.is_open) == ("W", True)
    kept = sheet.answers.get("a.one")
    sheet.enter(
        Address("a.one"), Answer(kept.value, kept.state, reasons={issue.id: "Two sites merged"})
    )
    (issue,) = question_issues(sheet, question)
    assert not issue.is_open
    assert progress(sheet, "a").status is Status.IN_PROGRESS


def test_a_half_filled_row_says_which_cell_is_needed() -> None:
    sheet = sheet_of(load_form(FORM, "t"))
    row(sheet, "a.weaknesses", "r1", weakness="Phones jam at eight")
    (issue,) = section_issues(sheet, "a")
    assert issue.message == "Phones jam at eight: “How much?” is still needed"


def test_a_date_after_today_is_refused_in_words() -> None:
    sheet = stocktake()
    sheet.enter(Address("admin.as_at"), answered(sheet.today + timedelta(days=1)))
    (issue,) = question_issues(sheet, sheet.loaded.questions["admin.as_at"])
    assert issue.message == "This cannot be after 22 November 2026"


def test_a_check_waits_until_all_it_names_is_answered() -> None:
    sheet = stocktake()
    answer(sheet, demand__urgent_same_day_week=150)
    assert not [i for i in section_issues(sheet, "demand") if i.id == "X11"]
    answer(sheet, demand__urgent_week=140)
    (issue,) = [i for i in section_issues(sheet, "demand") if i.id == "X11"]
    assert issue.message == "Cannot exceed urgent requests"


def test_a_fact_that_disagrees_with_a_rating_is_asked_about_once() -> None:
    sheet = stocktake()
    answer(sheet, demand__m_routes=3, demand__online_open="part")
    (issue,) = [i for i in section_issues(sheet, "demand") if i.id == "X45"]
    assert issue.message.endswith("Keep this one?")
    answer(sheet, demand__online_open="all_core")
    assert not [i for i in section_issues(sheet, "demand") if i.id == "X45"]


def test_a_name_in_free_text_is_asked_about() -> None:
    sheet = stocktake()
    row(sheet, "demand.weaknesses", "r1", weakness="Dr Example does every visit")
    assert [i.level for i in section_issues(sheet, "demand") if i.id == "X30"] == ["W"]


def test_two_services_of_one_kind_are_noticed_and_others_may_repeat() -> None:
    sheet = stocktake()
    row(sheet, "services.catalogue", "r1", service="ecg", provided="by_us", funded="fully")
    row(sheet, "services.catalogue", "r2", service="ecg", provided="by_us", funded="fully")
    row(sheet, "services.catalogue", "r3", service="other", provided="by_us", funded="fully")
    row(sheet, "services.catalogue", "r4", service="other", provided="by_us", funded="fully")
    rows = [i.row for i in section_issues(sheet, "services") if i.id == "X25"]
    assert rows == ["r1", "r2"]


def test_shares_of_appointments_are_checked_for_those_answered() -> None:
    sheet = stocktake()
    answer(sheet, demand__same_day_pct=60, demand__within_14_pct=50)
    assert [i.level for i in section_issues(sheet, "demand") if i.id == "X08"] == ["E"]
    answer(sheet, demand__within_14_pct=80)
    assert not [i for i in section_issues(sheet, "demand") if i.id == "X08"]


def test_what_is_brought_forward_is_not_dealt_with_until_it_is_confirmed() -> None:
    last = Answer("Yes", State.ANSWERED, carried_forward=True)
    sheet = sheet_of(load_form(FORM, "t"))
    answer(sheet, a__one=5)
    sheet.answers[Address("a.two")] = last
    found = progress(sheet, "a")
    assert (found.dealt_with, found.to_confirm) == (1, 1)
    assert found.words == "1 of 3 dealt with; 1 to confirm"
    sheet.answers.change(Address("a.two"), carried_forward=False)
    assert progress(sheet, "a").words == "2 of 3 dealt with"


def test_one_unconfirmed_cell_leaves_its_whole_table_to_be_confirmed() -> None:
    sheet = sheet_of(load_form(FORM, "t"))
    for column, value in (("weakness", "Phones"), ("impact", Decimal(3))):
        cell = Address("a.weaknesses", "r1", f"a.weaknesses.{column}")
        sheet.answers[cell] = answered(value)
    assert progress(sheet, "a").dealt_with == 1
    sheet.answers.change(cell, carried_forward=True)
    found = progress(sheet, "a")
    assert (found.dealt_with, found.to_confirm) == (0, 1)


def test_a_round_brought_forward_is_not_yet_started() -> None:
    sheet = sheet_of(load_form(FORM, "t"))
    sheet.answers[Address("a.one")] = Answer(Decimal(5), State.ANSWERED, carried_forward=True)
    found = progress(sheet, "a", is_marked_complete=False)
    assert found.status is Status.NOT_STARTED
    assert found.required_left == 0


def test_what_is_wrong_in_a_row_is_said_in_the_order_of_its_columns() -> None:
    names = [f"a.t.c{at}" for at in range(7)]
    columns = "".join(
        f'[[section.question.column]]\nid = "{name}"\ntype = "number"\nlabel = "{name}"\n'
        for name in names
    )
    checks = "".join(
        f'[[check]]\nid = "C{at}"\non = ["{name}"]\ntable = "a.t"\nlevel = "W"\n'
        f'rule = "${{{name}}} > 5"\nmessage = "Low"\n'
        for at, name in enumerate(names)
    )
    head = 'id = "trial"\ntitle = "Trial"\nversion = "1"\nsubject = "practice"\n'
    table = '[[section]]\nid = "a"\ntitle = "A"\n[[section.question]]\nid = "a.t"\n'
    form = load_form(f'{head}{table}type = "table"\nlabel = "T"\n{columns}{checks}', "t")
    sheet = sheet_of(form)
    row(sheet, "a.t", "r1", **{f"c{at}": 1 for at in range(7)})
    assert [issue.id for issue in section_issues(sheet, "a")] == [f"C{at}" for at in range(7)]
