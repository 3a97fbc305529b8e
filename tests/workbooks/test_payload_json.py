from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
from stocktake.questionnaire.submission import Signature, Subject, Submission
from stocktake.workbooks.payload import Member, Payload, Provenance, leaving, place_key
from stocktake.workbooks.payload_json import FORMAT, from_text, to_text
from stocktake.workbooks.refusals import Refused
from tests.merge.grouping import sent
from tests.merge.making import a_return, harbour_and_vale, practice
from tests.store.killing import runs

IDS = st.text("abcdefgh._-0123", min_size=1, max_size=12)
TEXTS = st.text(max_size=40)
NUMBERS = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6
)
VALUES = st.one_of(NUMBERS, st.dates(), TEXTS, st.lists(IDS, max_size=4).map(tuple))
ANSWERS = st.one_of(
    st.builds(
        Answer,
        value=VALUES,
        state=st.just(State.ANSWERED),
        estimate=st.booleans(),
        carried_forward=st.booleans(),
    ),
    st.builds(
        Answer, state=st.sampled_from(State), note=st.text(min_size=1), note_shared=st.just(True)
    ),
)


SIGNATURES = st.builds(
    Signature,
    version=st.integers(1, 99),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    signed_on=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    role=TEXTS,
)


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    items = {Address(q): draw(ANSWERS) for q in draw(st.lists(IDS, max_size=5, unique=True))}
    rows = draw(
        st.dictionaries(IDS, st.lists(IDS, min_size=1, max_size=4, unique=True), max_size=2)
    )
    for table, ids in rows.items():
        for row in ids:
            for column in draw(st.lists(IDS, max_size=3, unique=True)):
                items[Address(table, row, column)] = draw(ANSWERS)
    return Submission(
        subject=Subject("practice", draw(TEXTS), draw(TEXTS), draw(TEXTS)),
        form_id=draw(IDS),
        round="2026/27",
        form_version=draw(TEXTS),
        form_hash=draw(TEXTS),
        return_id=draw(TEXTS),
        assessed_on=draw(st.dates(date(2000, 1, 1), date(2099, 12, 31))),
        revision=draw(st.integers(0, 10**9)),
        instance=draw(TEXTS),
        route=draw(st.sampled_from(["core", "full", "express"])),
        sample=draw(st.booleans()),
        answers=Answers(items, rows),
        signed=draw(st.none() | SIGNATURES),
    )


@st.composite
def members(draw: st.DrawFn) -> Member:
    submission = draw(submissions())
    keys = [place_key(address) for address in submission.answers]
    places = {key: f"Sheet!C{row}" for row, key in enumerate(keys) if draw(st.booleans())}
    return Member(submission, Provenance(draw(TEXTS), draw(TEXTS), places))


PAYLOADS = st.builds(
    Payload,
    members=st.lists(members(), max_size=3).map(tuple),
    decisions=st.lists(st.dictionaries(TEXTS, TEXTS, max_size=3), max_size=2).map(tuple),
    made_by=TEXTS,
)


@settings(deadline=None)
@given(PAYLOADS)
def test_reading_a_payload_gives_back_what_was_written(payload: Payload) -> None:
    text = to_text(payload)
    read = from_text(text)
    assert read == payload
    assert to_text(read) == text


@given(PAYLOADS)
@settings(deadline=None, max_examples=runs(long=50, short=20))
def test_a_payload_is_good_xml_as_it_stands(payload: Payload) -> None:
    text = to_text(payload)
    assert not set(text) & {"&", "<", ">", "\x7f", "\ufffe", "\uffff", "\n", "\r", "\x00"}


def test_what_stays_behind_is_not_in_the_payload(submission: Submission) -> None:
    answers = submission.answers.copy()
    answers[Address("a")] = Answer(
        "SECRET-1",
        State.NOT_KNOWN,
        note="SECRET-2",
        reasons={"X1": "SECRET-3"},
        evidence=("SECRET-4.pdf",),
        role="SECRET-5",
    )
    answers[Address("t", "gone", "t.c")] = answered("SECRET-6")
    answers.set_rows("t", ["other"])
    text = to_text(Payload((Member(replace(submission, answers=answers)),)))
    assert "SECRET" not in text
    assert '"a":["k"' in text


def test_leaving_twice_changes_nothing_more(submission: Submission) -> None:
    assert leaving(leaving(submission)) == leaving(submission)


def small_payload() -> dict[str, object]:
    subject = Subject("practice", "A81001", "Quayside Surgery")
    answers = Answers(
        {Address("q"): answered(Decimal("1.50")), Address("t", "r", "t.c"): answered("x")}
    )
    one = Submission(subject, "f", "2026/27", "1", "h", "r", date(2026, 1, 2), answers=answers)
    plain: dict[str, object] = json.loads(to_text(Payload((Member(one),))))
    return plain


@pytest.mark.parametrize("wrong", [{"version": 0}, {"sha256": "none"}, {"role": 1}])
def test_a_sign_off_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    plain = small_payload()
    sound = {"version": 1, "sha256": "a" * 64, "signed_on": "2027-03-03", "role": "Partner"}
    plain["members"][0]["signed"] = sound  # type: ignore[index]
    assert from_text(json.dumps(plain)).members[0].submission.standing == "Signed v1"
    plain["members"][0]["signed"] = sound | wrong  # type: ignore[index]
    with pytest.raises(Refused):
        from_text(json.dumps(plain))


def test_digits_are_kept_to_the_last(submission: Submission) -> None:
    read = from_text(json.dumps(small_payload()))
    assert str(read.members[0].submission.answers.get("q").value) == "1.50"


def test_a_newer_format_is_refused_in_words() -> None:
    plain = small_payload() | {"format": FORMAT + 1, "something_new": 1}
    with pytest.raises(Refused) as refused:
        from_text(json.dumps(plain))
    assert refused.value.code == "newer_format"
    assert "newer version" in refused.value.what


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("not json", lambda p: "{"),
        ("not an object", lambda p: "[]"),
        ("a null byte", lambda p: "\x00"),
        ("an older format", lambda p: p | {"format": 0}),
        ("an unknown field", lambda p: p | {"extra": 1}),
        ("no members field", lambda p: {"format": 1, "made_by": ""}),
        ("a number as a word", lambda p: with_value(p, "nabc")),
        ("not a number at all", lambda p: with_value(p, "nNaN")),
        ("a number with a power", lambda p: with_value(p, "n1E+999999")),
        ("figures of another script", lambda p: with_value(p, "n٣")),
        ("a day that is none", lambda p: with_value(p, "d2026-02-30")),
        ("a week instead of a day", lambda p: with_value(p, "d2026-W01-1")),
        ("a value without letter", lambda p: with_value(p, "x1")),
        ("an unknown state", lambda p: with_member(p, more={"q": ["z"]})),
        ("marks too many", lambda p: with_member(p, more={"q": ["a", 0, "", "more"]})),
        ("marks of no answer", lambda p: with_member(p, more={"other": ["k"]})),
        ("an answer twice", lambda p: with_member(p, keys=["q", "q"])),
        ("more values than answers", lambda p: with_member(p, values=["t1", "t2", "t3"])),
        ("half a name", lambda p: with_member(p, keys=["q", "t/r"])),
        ("no row in a name", lambda p: with_member(p, keys=["q", "t//t.c"])),
        ("a round that is none", lambda p: with_member(p, round="2026/28")),
        ("a round of no plan", lambda p: with_member(p, round="9999/00")),
        ("a day of no plan", lambda p: with_member(p, assessed_on="9999-12-31")),
        ("a row twice", lambda p: with_member(p, rows={"t": ["r", "r"]})),
        ("a cell of no row", lambda p: with_member(p, rows={})),
        ("places of other answers", lambda p: with_member(p, origin={"places": ["S!A1"]})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_payload_that_is_not_right_is_refused(name: str, change: object) -> None:
    plain = change(small_payload())  # type: ignore[operator]
    with pytest.raises(Refused) as refused:
        from_text(plain if isinstance(plain, str) else json.dumps(plain))
    assert refused.value.code == "damaged"


def with_value(plain: dict[str, object], value: str) -> dict[str, object]:
    return with_member(plain, values=[value, "tx"])


def with_member(plain: dict[str, object], **changes: object) -> dict[str, object]:
    (member,) = plain["members"]  # type: ignore[misc]
    return plain | {"members": [member | changes]}


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(Refused):
        from_text('{"format":1,"made_by":' + "[" * 100_000)


@pytest.mark.parametrize("text", ["1e50", "NaN", "Infinity", "1e-60"])
def test_a_figure_no_workbook_can_carry_is_not_written(submission: Submission, text: str) -> None:
    answers = Answers({Address("q"): answered(Decimal(text))})
    with pytest.raises(StocktakeError) as error:
        to_text(Payload((Member(replace(submission, answers=answers)),)))
    assert error.value.code == "number_too_long"


def test_groups_come_back_as_they_were_and_returns_beside_them() -> None:
    groups = (sent(harbour_and_vale()), sent([practice("T", 6000)], "South"))
    payload = Payload((Member(a_return()),), groups=groups)
    again = from_text(to_text(payload))
    assert again.groups == groups
    assert len(again.members) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain["practices"].append(plain["practices"][0]),
        lambda plain: plain["totals"]["levels"].update(access="900000000:1:0||||||"),
        lambda plain: plain["totals"]["levels"].pop("access"),
        lambda plain: plain["totals"].update(trust={"trust_rep": {"agree": "9:1:0"}}),
        lambda plain: plain["totals"].update(minutes={"ecg": {"10": 99}}),
        lambda plain: plain["totals"].update(minutes={"ecg": {"99999": 1}}),
        lambda plain: plain["totals"].update(staff={"gp": "NaN"}),
        lambda plain: plain["totals"].update(staff={"gp": "1E+999999"}),
        lambda plain: plain["totals"].update(said=""),
        lambda plain: plain["rows"].append(["9" * 12, ""]),
        lambda plain: plain.update(round="next year"),
        lambda plain: plain.update(first_year=9999),
    ],
)
def test_a_group_that_could_not_have_been_written_is_refused(spoil) -> None:
    plain = json.loads(to_text(Payload((), groups=(sent(harbour_and_vale()),))))
    spoil(plain["groups"][0])
    with pytest.raises(Refused) as refused:
        from_text(json.dumps(plain))
    assert refused.value.code == "damaged"
