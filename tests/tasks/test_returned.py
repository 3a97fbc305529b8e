"""What a returned file would change: three ways, two ways, and however often it is brought."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.questionnaire.answers import BLANK, Address, Answer, Answers, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.returned import Decision, Differing, Sides, Sort, added_note, compare, said
from tests.store.killing import runs

FORM = shipped_form(STOCKTAKE)
LIST = Address("profile.list_size")
CALLS = Address("demand.calls_month")
TABLE = "demand.weaknesses"
CELL = Address(TABLE, "w1", f"{TABLE}.weakness")
NOT_KNOWN = Answer(state=State.NOT_KNOWN)


def differing(
    ours: dict[Address, Answer],
    theirs: dict[Address, Answer],
    base: dict[Address, Answer] | None = None,
    **more: object,
) -> tuple[Differing, ...]:
    sides = Sides(Answers(ours), Answers(theirs), None if base is None else Answers(base))
    return compare(FORM, replace(sides, **more))  # type: ignore[arg-type]


def number(value: str) -> Answer:
    return answered(Decimal(value))


def test_what_they_did_not_touch_stays_as_it_is_here() -> None:
    went = {LIST: number("9120")}
    assert differing({LIST: number("9300")}, went, went) == ()


def test_what_only_they_changed_is_proposed() -> None:
    (found,) = differing({LIST: number("9120")}, {LIST: number("9300")}, {LIST: number("9120")})
    assert (found.ours_words, found.theirs_words) == ("9,120", "9,300")
    assert found.proposed is Decision.THEIRS


def test_what_both_changed_must_be_decided() -> None:
    (found,) = differing({LIST: number("1")}, {LIST: number("2")}, {LIST: number("3")})
    assert found.is_clash


def test_both_changing_it_alike_is_no_difference() -> None:
    assert differing({LIST: number("2.0")}, {LIST: number("2")}, {LIST: number("3")}) == ()


def test_an_answer_they_took_away_is_never_proposed() -> None:
    (found,) = differing({LIST: number("9120")}, {}, {LIST: number("9120")})
    assert found.is_clash
    assert found.theirs_words == "Not answered"


def test_one_we_took_away_since_is_not_put_back_unseen() -> None:
    (found,) = differing({}, {LIST: number("2")}, {LIST: number("3")})
    assert found.is_clash


def test_without_knowing_what_went_a_blank_is_filled_and_the_rest_decided() -> None:
    found = differing({LIST: number("9120")}, {LIST: number("9300"), CALLS: NOT_KNOWN})
    assert {each.address: each.proposed for each in found} == {LIST: None, CALLS: Decision.THEIRS}
    assert differing({LIST: number("9120")}, {}) == ()


def test_come_back_later_is_no_answer_of_ours() -> None:
    later = Answer(state=State.COME_BACK_LATER)
    (found,) = differing({CALLS: later}, {CALLS: number("400")}, {})
    assert found.proposed is Decision.THEIRS


def test_what_was_decided_is_not_asked_again() -> None:
    sides = ({LIST: number("1")}, {LIST: number("2")}, {LIST: number("3")})
    (found,) = differing(*sides)
    assert differing(*sides, settled={found.settled_key: [found.settled]}) == ()
    assert differing(*sides, settled={found.settled_key: ["answered|4|0"]}) == (found,)


def test_only_what_went_out_is_compared() -> None:
    assert differing({}, {LIST: number("2")}, {}, questions={"demand.calls_month"}) == ()


def test_a_note_is_added_once_and_only_what_is_new_of_it() -> None:
    theirs = {LIST: replace(number("1"), note="From April. Checked")}
    base = {LIST: replace(number("1"), note="From April.")}
    (found,) = differing({LIST: replace(number("1"), note="Ours")}, theirs, base)
    assert (found.sort, found.theirs_words) == (Sort.NOTE, "Checked")
    assert differing({LIST: replace(number("1"), note="Ours\nChecked")}, theirs, base) == ()
    both = {LIST: replace(number("1"), note="From April. Checked")}
    assert differing(both, theirs, base) == ()
    assert added_note("From April.", "") == ""


def test_a_short_note_that_is_a_part_of_other_words_of_ours_is_not_lost() -> None:
    ours = {LIST: replace(number("1"), note="Not on Mondays")}
    (found,) = differing(ours, {LIST: replace(number("1"), note="Mondays")}, {LIST: number("1")})
    assert (found.sort, found.theirs_words) == (Sort.NOTE, "Mondays")


def test_a_row_they_took_out_is_one_thing_to_decide() -> None:
    cells = {CELL: answered("Phones"), Address(TABLE, "w1", f"{TABLE}.impact"): number("3")}
    (found,) = differing(cells, {}, cells)
    assert found.sort is Sort.ROW_GONE
    assert found.is_clash
    assert (found.ours_words, found.row) == ("2 answers", "Phones")


def test_a_row_they_added_is_proposed_cell_by_cell() -> None:
    (found,) = differing({}, {CELL: answered("Phones")}, {})
    assert found.proposed is Decision.THEIRS
    assert found.row == "What are the weaknesses here, and what would help? Phones"


def test_the_name_of_a_starter_row_is_no_answer() -> None:
    key = Address("workforce.roles", "gp_partner", FORM.questions["workforce.roles"].key)
    assert differing({}, {key: answered("gp_partner")}) == ()


NUMBERS = [q.id for q in FORM.questions.values() if q.type == "number" and q.asked == "form"]
EDITS = st.dictionaries(
    st.sampled_from(NUMBERS), st.integers(0, 5000).map(lambda n: number(str(n))), max_size=8
)


@given(went=EDITS)
@settings(max_examples=runs(long=60, short=25), deadline=None)
def test_a_file_nobody_touched_changes_nothing(went: dict[str, Answer]) -> None:
    held = {Address(name): each for name, each in went.items()}
    assert differing(held, held, held) == ()
    assert differing(held, held) == ()


@given(went=EDITS, edits=EDITS)
@settings(max_examples=runs(long=80, short=30), deadline=None)
def test_edits_come_back_as_exactly_these_edits(
    went: dict[str, Answer], edits: dict[str, Answer]
) -> None:
    base = {Address(name): each for name, each in went.items()}
    theirs = base | {Address(name): each for name, each in edits.items()}
    wanted = {a: v for a, v in theirs.items() if said(v) != said(base.get(a, BLANK))}
    found = differing(base, theirs, base)
    assert {each.address: each.theirs for each in found} == wanted
    assert all(each.proposed is Decision.THEIRS for each in found)
