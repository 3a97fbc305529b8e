"""A returned file, read and set against the practice: what it would change, and what is wrong.

The file is opened only in a child process; nothing here saves anything.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stocktake.errors import Problem, StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.answers import Answers
from stocktake.questionnaire.form_ids import CARD_LINES
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.submission import Submission
from stocktake.store.shared_out import SharedOut
from stocktake.store.workspace import Workspace
from stocktake.tasks.card_lines import lines_answers
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.rate_card import load_card
from stocktake.tasks.returned import Differing, Sides, compare
from stocktake.tasks.shared_own_rows import own_cards, taken_out_problems
from stocktake.workbooks.payload_json import from_text
from stocktake.workbooks.reading import Forms, ReadResult, read_many


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """What came back of one form.

    Attributes:
        share_id: of the sharing out it answers, or made of the file when there was none.
        shared: what is known here of that sharing out; None where there was none.
        theirs: the answers that came.
        differences: what would change.
        base: what went out; None when that is not known.
    """

    form_id: str
    share_id: str
    shared: SharedOut | None
    theirs: Submission
    differences: tuple[Differing, ...]
    base: Answers | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back in one file.

    Attributes:
        who: who filled it in, as a role or first name.
        problems: what could not be read, and what is worth knowing, each with its place.
    """

    file_name: str
    who: str
    forms: tuple[ReturnedForm, ...]
    problems: tuple[Problem, ...]

    @property
    def differences(self) -> tuple[tuple[str, Differing], ...]:
        """Every difference with the id of its form."""
        return tuple((each.form_id, one) for each in self.forms for one in each.differences)


def read_returned(
    path: Path,
    baselines: Mapping[str, str],
    stop: threading.Event | None = None,
    password: str = "",
) -> ReadResult | None:
    """Read one returned file in a child process; None when it was stopped.

    Args:
        path: the file.
        baselines: what was shared out from here (``baselines_of``).
        stop: once set, the reading ends.
        password: opens it, if it asks for one (``ReadResult.needs_password``).
    """
    forms = Forms(shipped_form(each) for each in shipped_form_ids())
    passwords = {path: password}
    read = read_many([path], forms, cancelled=stop, baselines=baselines, passwords=passwords)
    return next(iter(read), None)


def baselines_of(workspace: Workspace) -> dict[str, str]:
    """What was shared out from a workspace, by the id of the sharing, as texts of payloads."""
    return {
        shared.share_id: shared.baseline
        for listed in workspace.returns.list()
        for shared in workspace.shared_out.of(listed.id)
        if shared.baseline
    }


def returned_of(practice: OpenPractice, found: ReadResult) -> Returned:
    """Say what a file would change here.

    Raises:
        StocktakeError: it could not be read, is about another practice or round, or holds no form
            of this practice.
    """
    if not found.members:
        problem = found.problems[0] if found.problems else None
        raise StocktakeError(
            "not_read",
            f"{found.file_name}: {problem.what if problem else found.words}",
            problem.how_to_fix if problem else "Ask for the file again.",
        )
    ours = [each for each in found.submissions if _is_about(practice, each)]
    if not ours:
        raise _about_another(practice, found)
    problems = list(found.problems)
    base = _exported(found)
    forms = []
    for member, submission in enumerate(found.submissions):
        if submission.form_id == CARD_LINES:
            problems += _about_card(practice, submission, found.file_name)
        elif submission in ours and submission.form_id in shipped_form_ids():
            forms.append(_form(practice, found, submission, base.get(member), problems))
    who = next((each.shared.colleague for each in forms if each.shared), "")
    role = found.share.role if found.share and found.share.sent_back else ""
    return Returned(found.file_name, who or role or "a colleague", tuple(forms), tuple(problems))


def _about_card(practice: OpenPractice, theirs: Submission, file_name: str) -> list[Problem]:
    """Lines of the rate card follow from the card: what a file says of them is not taken in."""
    ours = Answers()
    # A card that cannot be read says so on its own page; nothing of the file is taken for it.
    with contextlib.suppress(StocktakeError):
        card = load_card(practice.workspace, practice)
        ours = lines_answers(card) if card else ours
    answers = ((address, each) for address, each in theirs.answers.items() if each.is_answered)
    if all(ours[address].value == each.value for address, each in answers):
        return []
    return [
        Problem(
            "card_lines",
            file_name,
            "Lines of the rate card in the file differ from your card, which stays as it is.",
            "Change them on the page “Rate card”.",
        )
    ]


def _is_about(practice: OpenPractice, submission: Submission) -> bool:
    subject = submission.subject
    is_same = (subject.kind, subject.code) == (practice.subject.kind, practice.subject.code)
    return is_same and submission.round == practice.round and not submission.instance


def _about_another(practice: OpenPractice, found: ReadResult) -> StocktakeError:
    first = found.submissions[0]
    code = f" ({first.subject.code})" if first.subject.code else ""
    if first.subject.code == practice.subject.code and first.round != practice.round:
        what = f"{found.file_name} is for {first.round}, and {practice.round} is open."
        return StocktakeError(
            "another_round", what, f"Open {first.round} from Home, then try again."
        )
    what = (
        f"{found.file_name} is about {first.subject.name}{code}, {first.round}, "
        f"and {practice.subject.name} is open."
    )
    return StocktakeError(
        "another_practice", what, "Open that practice from Home, or choose another file."
    )


def _exported(found: ReadResult) -> dict[int, Answers]:
    """What each member held when it was written, where the file itself still tells."""
    if found.is_as_written or any(p.code == "not_compared" for p in found.problems):
        return {}
    if not found.is_base_known:
        return {}
    held: dict[int, Answers] = {}
    for member, submission in enumerate(found.submissions):
        answers = submission.answers.copy()
        for index, difference in found.differences:
            if index == member:
                answers[difference.address] = difference.was
        held[member] = answers
    return held


def _form(
    practice: OpenPractice,
    found: ReadResult,
    theirs: Submission,
    exported: Answers | None,
    problems: list[Problem],
) -> ReturnedForm:
    opened = practice.open_return(theirs.form_id)
    loaded = opened.sheet.loaded
    share_id = found.share.id if found.share else f"{theirs.return_id[:32]}-{theirs.revision}"
    shared = practice.workspace.shared_out.one(opened.id, share_id)
    base = _baseline(shared)
    if base is None and not (found.share and found.share.sent_back):
        # What was written out is what they began from; what they sent back is not.
        base = exported
    problems += _about_form(found, loaded, theirs)
    ours = practice.workspace.returns.to_submission(opened.id).answers
    cards = own_cards(loaded, ours, theirs.answers, base)
    problems += taken_out_problems(cards, found.file_name)
    loaded = cards.loaded
    sides = Sides(
        ours=ours,
        theirs=theirs.answers,
        base=base,
        settled=shared.settled if shared else None,
        questions=_asked_of(found, loaded) - cards.gone,
    )
    differences = compare(loaded, sides)
    return ReturnedForm(theirs.form_id, share_id, shared, theirs, differences, base)


def _baseline(shared: SharedOut | None) -> Answers | None:
    """What the answers were when they went out."""
    if shared is None or not shared.baseline:
        return None
    return from_text(shared.baseline).members[0].submission.answers


def _asked_of(found: ReadResult, loaded: LoadedForm) -> set[str]:
    """The questions that went out; every one where nothing says."""
    note = found.share
    if note is None:
        return set(loaded.questions)
    return {
        question.id
        for section in loaded.sections
        if section.id in note.sections
        for question in section.questions
        if question.id not in note.left_out
    }


def _about_form(found: ReadResult, loaded: LoadedForm, theirs: Submission) -> list[Problem]:
    """Say when the form has changed since the file was written, and what it asks no more."""
    if theirs.form_hash == loaded.hash:
        return []
    gone = {a.question for a in theirs.answers if a.question not in loaded.questions}
    what = f"It was written with version {theirs.form_version} of “{loaded.form.title}”."
    how = "Its answers were matched question by question."
    if gone:
        count = counted(len(gone), "question is", "questions are")
        how += f" {count} not asked any more and were left out."
    return [Problem("another_version", found.file_name, what, how)]
