"""A frozen copy is the submission it was made from, to the last mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from filled_practice import filled
from hypothesis import given
from hypothesis import strategies as some

from stocktake.questionnaire.answers import Address, Answer, Answers, Origin, State
from stocktake.questionnaire.submission import Submission
from stocktake.store.frozen import digest, from_frozen, frozen_text
from tests.store.making import ELMS

text = some.text(some.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
name = some.text("abcdefgh_.01", min_size=1, max_size=8)
numbers = some.decimals(
    allow_nan=False, allow_infinity=False, places=3, min_value=-99, max_value=99
)
values = some.one_of(
    some.none(),
    text,
    numbers,
    some.dates(),
    some.lists(name, max_size=3).map(tuple),
)
answers = some.builds(
    Answer,
    value=values,
    state=some.sampled_from(State),
    estimate=some.booleans(),
    carried_forward=some.booleans(),
    note=text,
    note_shared=some.booleans(),
    reasons=some.dictionaries(name, text, max_size=2),
    evidence=some.lists(text, max_size=2).map(tuple),
    origin=some.sampled_from(Origin),
    role=text,
    changed_at=some.one_of(some.none(), some.just(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))),
)
addresses = some.one_of(
    name.map(Address), some.builds(lambda q, r, c: Address(q, r, f"{q}.{c}"), name, name, name)
)
BARE = Submission(
    ELMS, "practice_stocktake", "2026/27", "2026.1", "5f0c", "abc", date(2026, 11, 22), revision=7
)
SIGNING = {"name": "A. Partner", "role": "Partner"}


@given(some.dictionaries(addresses, answers, max_size=8), some.randoms())
def test_the_answers_come_back_as_they_were(held: dict[Address, Answer], chance: object) -> None:
    mixed = list(held.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    said = replace(BARE, answers=Answers(mixed))
    written = frozen_text(said, SIGNING)
    assert from_frozen(written) == said
    assert frozen_text(from_frozen(written), SIGNING) == written


def test_a_whole_practice_comes_back_as_it_was() -> None:
    said, _ = filled("practice_stocktake")
    assert from_frozen(frozen_text(said, SIGNING)) == said


def test_the_order_in_which_things_were_answered_makes_no_difference() -> None:
    items = {Address("b"): Answer(Decimal(1), State.ANSWERED), Address("a"): Answer(note="Seen")}
    one = replace(BARE, answers=Answers(items))
    other = replace(BARE, answers=Answers(dict(reversed(items.items()))))
    assert digest(frozen_text(one, SIGNING)) == digest(frozen_text(other, SIGNING))


def test_a_row_that_was_taken_out_does_not_come_back() -> None:
    cells = {Address("t", row, "t.c"): Answer("x", State.ANSWERED) for row in ("one", "two")}
    said = replace(BARE, answers=Answers(cells))
    said.answers.set_rows("t", ["two"])
    assert from_frozen(frozen_text(said, SIGNING)).answers.rows("t") == ("two",)


def test_any_difference_gives_another_hash() -> None:
    said = replace(BARE, answers=Answers({Address("a"): Answer(Decimal("1.5"), State.ANSWERED)}))
    noted = said.answers.copy()
    noted.change(Address("a"), note="From the April list")
    kept = {digest(frozen_text(said, SIGNING)), digest(frozen_text(said, {"name": "B. Partner"}))}
    kept.add(digest(frozen_text(replace(said, answers=noted), SIGNING)))
    assert len(kept) == 3
