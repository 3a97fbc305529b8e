"""What a received workbook means: submissions, differences, problems and a verdict.

The payload is taken as it stands while its digest holds. Otherwise the sheets are read, with the
payload as the baseline of the differences; without a payload the hidden manifest says whose answers
they are and whether anything changed (decisions 14 and 15, data-model.md "The workbook").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from stocktake.errors import Problem
from stocktake.questionnaire.answers import Address, Answers
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.own_rows import OWN_ROW_PREFIX, with_own_rows
from stocktake.questionnaire.submission import Submission
from stocktake.questionnaire.types import TYPES
from stocktake.workbooks.answer_reading import Difference, read_answers
from stocktake.workbooks.answer_rows import Found, find_rows
from stocktake.workbooks.asking_reading import an_asking, is_asking
from stocktake.workbooks.card_reading import a_rate_card, is_rate_card
from stocktake.workbooks.cells import SheetCells
from stocktake.workbooks.layout import held_of, submissions_of
from stocktake.workbooks.linked_cells import linked_problems
from stocktake.workbooks.marks import MANIFEST_MARK
from stocktake.workbooks.payload import (
    Member,
    Payload,
    Place,
    Provenance,
    answers_hash,
    head_of,
    places_of,
)
from stocktake.workbooks.payload_json import from_pieces, from_text
from stocktake.workbooks.payload_values import KINDS
from stocktake.workbooks.received import Received
from stocktake.workbooks.refusals import Refused, refusal_words
from stocktake.workbooks.share_note import note_in_manifest, read_note
from stocktake.workbooks.verdicts import ReadResult, Verdict

_Kind = type | frozenset[Any]
_KINDS: dict[str, _Kind] = {
    "number": Decimal,
    "rating": frozenset(map(Decimal, range(5))),
    "date": date,
    "choices": tuple,
    "yes_no": frozenset({"yes", "no"}),
}
"""What the value of an answer is, by the family of its question; text where nothing is said."""


class Forms:
    """The forms that are installed here, found by hash first and then by id."""

    def __init__(self, forms: Iterable[LoadedForm]) -> None:
        listed = list(forms)
        self._by_hash = {form.hash: form for form in listed}
        self._by_id = {form.id: form for form in listed}
        self._kinds: dict[tuple[str, ...], dict[str, _Kind]] = {}
        self._fitting: dict[tuple[str, ...], dict[str, set[str]]] = {}

    def find(self, submission: Submission) -> LoadedForm | None:
        """The form of a submission with its own cards, or the one of that id as it is today."""
        by_hash = self._by_hash.get(submission.form_hash)
        form = by_hash or self._by_id.get(submission.form_id)
        return form and with_own_rows(form, submission.answers)

    def kinds(self, form: LoadedForm) -> Mapping[str, _Kind]:
        """What the values of a form's answers must be, by question or column."""
        known = _cards(form)
        if known not in self._kinds:
            self._kinds[known] = {
                key: _KINDS.get(TYPES[question.type].family, str)
                for key, question in form.fields.items()
                if question.type != "calculated"
            }
        return self._kinds[known]

    def all_fit(self, form: LoadedForm, found: Mapping[str, Iterable[str]]) -> bool:
        """Whether every kind of value that was found is one that its question or column takes."""
        known = self._fitting.setdefault(_cards(form), {kind: set() for kind in KINDS})
        kinds = self.kinds(form)
        for said in filter(None, found):
            fitting = known[said]
            for asked in set(found[said]) - fitting:
                kind = kinds.get(asked)
                if kind is None:
                    continue
                if not _is_of(kind, *KINDS[said]):
                    return False
                fitting.add(asked)
        return True


def _cards(form: LoadedForm) -> tuple[str, ...]:
    """Tell a form from itself with other cards: those of expectations a practice added."""
    own = (each.id for each in form.sections if each.id.startswith(OWN_ROW_PREFIX))
    return (form.hash, *own)


def _is_of(kind: _Kind, of_type: type, value: object) -> bool:
    return value in kind if isinstance(kind, frozenset) else of_type is kind


def understand(
    received: Received, path: Path, forms: Forms, baselines: Mapping[str, str] | None = None
) -> ReadResult:
    """Say what a received file means.

    Args:
        received: what the child process found in it.
        path: the file, of which only the name is kept.
        forms: the forms that are installed here.
        baselines: payloads of what was shared out from here, by the id of the sharing; one takes
            the place of a payload that another program lost.
    """
    name = path.name
    if received.refused:
        return _refusal(name, received.refused, received.sha256, received.reason)
    if is_asking(received):
        return ReadResult(name, Verdict.NOT_OURS, received.sha256, problems=(an_asking(name),))
    if is_rate_card(received):
        return ReadResult(name, Verdict.NOT_OURS, received.sha256, problems=(a_rate_card(name),))
    try:
        head = received.payload
        payload = None if head is None else from_pieces(head, received.returns)
    except Refused as refusal:
        if refusal.code == "newer_format" or received.is_trusted or not received.sheets:
            return _refusal(name, refusal.code, received.sha256, refusal.reason)
        payload = None
    if payload is not None and received.is_trusted:
        return as_it_stands(payload, received, name, forms)
    sheets = _Sheets(received, name, forms)
    share = read_note(payload.share) if payload else note_in_manifest(sheets.manifest)
    if payload is None and share is not None and share.id in (baselines or {}):
        payload = from_text((baselines or {})[share.id])
    return replace(sheets.read(payload), share=share)


def _refusal(name: str, code: str, sha256: str, reason: str = "") -> ReadResult:
    problem = Problem(code, name, *refusal_words(code, reason))
    return ReadResult(name, Verdict(code), sha256, problems=(problem,))


def as_it_stands(payload: Payload, received: Received, name: str, forms: Forms) -> ReadResult:
    """Take the payload: nothing in the file has changed since it was written."""
    members, problems = [], []
    is_known = True
    for member in payload.members:
        form = forms.find(member.submission)
        is_known = is_known and form is not None
        if form is not None:
            member, faults = _fitting(member, form, name, forms)
            problems += faults
        members.append(_first_read(member, name, received.sha256))
    if not is_known:
        problems.append(_unknown_form(name))
    verdict = Verdict.READY if is_known else Verdict.UNKNOWN_FORM
    return ReadResult(
        name,
        verdict,
        received.sha256,
        tuple(members),
        payload.decisions,
        problems=tuple(problems),
        groups=payload.groups,
        figures=None if problems else payload.figures,
        share=read_note(payload.share),
        is_as_written=True,
    )


def _first_read(
    member: Member, name: str, sha256: str, found: Mapping[Address, Place] | None = None
) -> Member:
    """Set where a submission came from, unless that was set when it was first read."""
    origin = member.provenance
    if origin.file_name:
        return member
    places = {**origin.places, **places_of(found)} if found else origin.places
    return replace(member, provenance=Provenance(name, sha256, places))


def _fitting(
    member: Member, form: LoadedForm, name: str, forms: Forms
) -> tuple[Member, list[Problem]]:
    """Leave out answers that cannot be answers to their question, such as words for a figure."""
    if member.kinds is not None and forms.all_fit(form, member.kinds):
        return replace(member, kinds=None), []
    answers = member.submission.answers
    kinds = forms.kinds(form)
    misfits = [
        address
        for address, answer in answers.items()
        if (kind := kinds.get(address.column or address.question)) is not None
        and (value := answer.value) is not None
        and not _is_of(kind, type(value), value)
    ]
    if not misfits:
        return member, []
    kept = Answers(
        [(a, v) for a, v in answers.items() if a not in misfits],
        {table: answers.rows(table) for table in answers.tables},
    )
    problems = [
        Problem(
            "does_not_fit",
            f"{name}, {form.label(address.field_id)}",
            "The answer is not of the kind that is asked for, so it was left out.",
            "Ask the practice what the answer is.",
        )
        for address in misfits
    ]
    return replace(member, submission=replace(member.submission, answers=kept)), problems


class _Sheets:
    """The reading of a workbook whose sheets may have been changed."""

    def __init__(self, received: Received, name: str, forms: Forms) -> None:
        self.received = received
        self.name = name
        self.forms = forms
        self.manifest = _manifest(received.sheets)
        self.found = find_rows(received.sheets)
        self.members: list[Member] = []
        self.differences: list[tuple[int, Difference]] = []
        self.problems = _notes(received, name)
        self.is_known = self.is_compared = True

    def read(self, payload: Payload | None) -> ReadResult:
        """Read each member from its sheets, against the payload where there is one."""
        if payload is None:
            try:
                members = [Member(base) for base in submissions_of(self.manifest)]
            except ValueError:
                return _refusal(self.name, "not_ours", self.received.sha256)
        else:
            members = list(payload.members)
            self._check_heads(members)
        for number, member in enumerate(members, 1):
            self._member(member, number, is_base_known=payload is not None)
        decisions = payload.decisions if payload else ()
        groups = payload.groups if payload else ()
        if groups:
            self.problems.append(_totals_as_written(self.name))
        return ReadResult(
            self.name,
            self._verdict(payload),
            self.received.sha256,
            tuple(self.members),
            decisions,
            tuple(self.differences),
            tuple(self.problems),
            groups,
            is_base_known=payload is not None,
        )

    def _check_heads(self, members: Sequence[Member]) -> None:
        """Make sure that the payload and the manifest tell of the same returns."""
        try:
            listed = [head_of(each) for each in submissions_of(self.manifest)]
        except ValueError:
            # Gone from the workbook, or never in it: one of them alone cannot contradict itself.
            return
        if listed != [head_of(member.submission) for member in members]:
            self.is_compared = False
            self.problems.append(_two_stories(self.name))

    def _member(self, member: Member, number: int, *, is_base_known: bool) -> None:
        base = member.submission
        form = self.forms.find(base)
        if form is None:
            self.is_known = False
            self.problems.append(_unknown_form(self.name))
            self.members.append(_first_read(member, self.name, self.received.sha256))
            return
        member, faults = _fitting(member, form, self.name, self.forms)
        self.problems += faults
        found = self.found.get(number, Found())
        if not found.rows and not found.tables:
            self.problems += found.problems
            self._without_sheets(member, is_base_known=is_base_known)
            return
        once = None if is_base_known else held_of(self.manifest, number)
        reading = read_answers(found, member.submission, form, self.name, once)
        if not is_base_known and (dealt := with_own_rows(form, reading.answers)) is not form:
            # Only the sheets say which expectations the practice added; now their cards are known.
            form = dealt
            reading = read_answers(found, member.submission, form, self.name, once)
        self.problems += reading.problems
        index = len(self.members)
        self.differences += [(index, difference) for difference in reading.differences]
        if reading.differences and base.signed is not None:
            self.problems.append(_changed_since_signed(self.name, base))
            base = replace(base, signed=None)
        read = replace(member, submission=replace(base, answers=reading.answers))
        held = set(reading.answers)
        places = {a: p for a, p in reading.places.items() if a in held}
        self.problems += linked_problems(self.received.sheets, places, self.name)
        self.members.append(_first_read(read, self.name, self.received.sha256, places))

    def _without_sheets(self, member: Member, *, is_base_known: bool) -> None:
        """Keep a member as it was exported when the workbook has no answer sheet for it."""
        self.is_compared = False
        name = member.submission.subject.name
        what = f"The answers of {name} could not be compared with sheets."
        how = "They were taken as they were exported."
        if not is_base_known:
            what = f"The answer sheets of {name} are not in the workbook any more."
            how = "Ask for the workbook as it was exported."
        self.problems.append(Problem("not_compared", self.name, what, how))
        self.members.append(_first_read(member, self.name, self.received.sha256))

    def _verdict(self, payload: Payload | None) -> Verdict:
        if not self.is_known:
            return Verdict.UNKNOWN_FORM
        if payload is not None:
            is_same = not self.differences and self.is_compared
        else:
            now = answers_hash(member.submission for member in self.members)
            is_same = self.manifest.get("answers") == now
        return Verdict.SAVED_AGAIN if is_same else Verdict.EDITED


def _manifest(sheets: Iterable[SheetCells]) -> dict[str, str]:
    """Read the hidden manifest: a key and a value in each row."""
    for sheet in sheets:
        by_place = {(cell.row, cell.column): cell.value for cell in sheet.cells}
        columns = {col for (_, col), key in by_place.items() if key == MANIFEST_MARK}
        for column in sorted(columns):
            manifest = {
                key: by_place.get((row, column + 1), "")
                for (row, col), key in by_place.items()
                if col == column
            }
            # The mark may also be what somebody typed as an answer.
            if manifest.keys() >= {"made_by", "members"}:
                return manifest
    return {}


def _notes(received: Received, name: str) -> list[Problem]:
    """Say what else the workbook holds, which was left alone."""
    notes = []
    if received.has_links:
        what = "The workbook points at other files; they were not opened."
        notes.append(Problem("links", name, what, "Nothing needs doing."))
    if received.has_objects:
        what = "The workbook holds other files inside it; they were not opened."
        notes.append(Problem("objects", name, what, "Nothing needs doing."))
    return notes


def _changed_since_signed(name: str, base: Submission) -> Problem:
    return Problem(
        "changed_since_signed",
        name,
        f"It was {base.standing[:1].lower()}{base.standing[1:]}, and answers were changed after.",
        "It counts as a draft. Ask for the signed workbook if that is the one to use.",
    )


def _totals_as_written(name: str) -> Problem:
    what = "It was saved again by another program. Its totals are taken as they were first written."
    how = "If somebody typed over a figure, ask for the file as it was written."
    return Problem("totals_as_written", name, what, how)


def _two_stories(name: str) -> Problem:
    return Problem(
        "two_stories",
        name,
        "The workbook does not agree with itself about whose answers it holds.",
        "Ask the practice to export its answers again.",
    )


def _unknown_form(name: str) -> Problem:
    return Problem(
        "unknown_form",
        name,
        "It was filled in on a form that is not installed on this computer.",
        "Install the form, then add the workbook again.",
    )
