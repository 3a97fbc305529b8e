from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.payload import (
    Place,
    Provenance,
    answers_hash,
    place_key,
    places_of,
)

Changed = Callable[[str, Answer], Submission]


def test_the_fingerprint_does_not_mind_how_an_answer_is_spelt(
    submission: Submission, changed: Changed
) -> None:
    spelt = [
        changed("one.list_size", answered(Decimal("9120.0"))),
        changed("one.story", answered("=1+1 and _x0041_\r\nsecond line")),
        changed("one.unasked", Answer()),
    ]
    assert {answers_hash([one]) for one in spelt} == {answers_hash([submission])}


def test_the_fingerprint_tells_a_changed_answer_state_mark_or_note(
    submission: Submission, changed: Changed
) -> None:
    others = [
        changed("one.list_size", answered(Decimal(9121))),
        changed("one.list_size", Answer(state=State.NOT_KNOWN)),
        changed("one.list_size", Answer(Decimal(9120), State.ANSWERED, estimate=True)),
        changed("one.name", Answer("Quayside Surgery", State.ANSWERED, note="n", note_shared=True)),
        replace(submission, round="2027/28"),
    ]
    prints = [answers_hash([one]) for one in [submission, *others]]
    assert len(set(prints)) == len(prints)


def test_a_private_note_does_not_change_the_fingerprint(
    submission: Submission, changed: Changed
) -> None:
    noted = changed("one.name", Answer("Quayside Surgery", State.ANSWERED, note="between us"))
    assert answers_hash([noted]) == answers_hash([submission])


def test_a_place_is_found_by_its_address_even_when_a_sheet_is_named_oddly() -> None:
    place = Place("What! a name", "C14")
    provenance = Provenance("a.xlsx", "0" * 64, places_of({Address("t", "r", "t.c"): place}))
    assert provenance.place(Address("t", "r", "t.c")) == place
    assert provenance.place(Address("t")) is None
    assert place_key(Address("q")) == "q"


def test_the_fingerprint_tells_whose_answers_they_are(submission: Submission) -> None:
    subject = submission.subject
    others = [
        replace(submission, subject=replace(subject, name="Tideway Surgery")),
        replace(submission, subject=replace(subject, pcn_code="U00002")),
        replace(submission, form_version="2"),
        replace(submission, revision=8),
        replace(submission, sample=True),
    ]
    prints = [answers_hash([one]) for one in [submission, *others]]
    assert len(set(prints)) == len(prints)
    spaced = replace(submission, subject=replace(subject, name="Quayside  Surgery "))
    assert answers_hash([spaced]) == answers_hash([submission])
