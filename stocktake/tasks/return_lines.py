"""The practices and rounds as the first page lists them: how far each is, and in what state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_heads import form_head
from stocktake.questionnaire.form_ids import ACTIONS, EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form_ids
from stocktake.questionnaire.progress import Progress, Status
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import PracticeRound, keep_counts, kept_counts, practice_rounds
from stocktake.units import date_in_words

Counts = Mapping[int, tuple[int, int]]
"""Questions dealt with and asked, by submission; of expectations, cards."""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One practice in one round.

    Attributes:
        name: the practice, its code and the year.
        about: how far each form has come, and when it was last changed.
        state: Draft, Signed v1, Shared with you and the like.
        how_far: the share of the stocktake that is dealt with; empty before it is counted.
        is_old: a newer round has been begun, so that this one can only be read.
    """

    each: PracticeRound
    name: str
    about: str
    state: str
    how_far: str
    is_old: bool

    @property
    def is_sample(self) -> bool:
        """Whether it is part of the made-up example."""
        return self.each.sample


def return_lines(workspace: Workspace) -> tuple[ReturnLine, ...]:
    """Every practice and round there is, the one last changed first.

    Raises:
        StocktakeError: the workspace cannot be read.
    """
    found = practice_rounds(workspace)
    counts = kept_counts(workspace)
    newest: dict[int, str] = {}
    for each in found:
        newest[each.subject_id] = max(each.round, newest.get(each.subject_id, ""))
    return tuple(_line(workspace, each, counts, newest[each.subject_id]) for each in found)


def _line(workspace: Workspace, each: PracticeRound, counts: Counts, newest: str) -> ReturnLine:
    name = each.subject.name or "A practice without a name"
    code = f" ({each.subject.code})" if each.subject.code else ""
    is_old = each.round < newest
    return ReturnLine(
        each,
        f"{name}{code}, {each.round}",
        _about(each, counts),
        state_of_return(workspace, each, is_old=is_old),
        _how_far(each, counts),
        is_old,
    )


def state_of_return(workspace: Workspace, each: PracticeRound, *, is_old: bool = False) -> str:
    """What stands of a return, in a few words: "Draft", "Signed v1", "2 sections with Priya"."""
    ids = dict(zip(each.forms, each.submission_ids, strict=True))
    main = ids.get(STOCKTAKE, next(iter(ids.values())))
    signed = workspace.sign_offs.standing(main)
    if each.sample:
        return f"Example, signed v{signed.version}" if signed is not None else "Example"
    if any(workspace.shared_in.of(one) for one in each.submission_ids):
        return "Shared with you"
    if signed is not None:
        return f"Signed v{signed.version}"
    if is_old:
        return "Read only"
    out = [one for key in ids.values() for one in workspace.shared_out.of(key) if one.is_out]
    if not out:
        return "Draft"
    sections = sum(len(one.sections) for one in out)
    with_whom = " and ".join(dict.fromkeys(one.colleague for one in out))
    return f"Draft; {sections} section{'s' if sections > 1 else ''} with {with_whom}"


def _about(each: PracticeRound, counts: Counts) -> str:
    said: list[tuple[bool, str]] = []
    for form_id, submission_id in zip(each.forms, each.submission_ids, strict=True):
        if form_id == ACTIONS or form_id not in shipped_form_ids():
            continue
        title = form_head(form_id).title.rstrip("?")
        words = f"{title}: begun"
        if submission_id in counts:
            done, total = counts[submission_id]
            what = "cards completed" if form_id == EXPECTATIONS else "dealt with"
            words = f"{title}: {done} of {total} {what}"
        said.append((form_id != STOCKTAKE, words))
    when = each.changed_at.astimezone()
    words = "\n".join(words for _, words in sorted(said))
    return f"{words}\nLast changed {date_in_words(when.date())} at {when:%H:%M}"


def _how_far(each: PracticeRound, counts: Counts) -> str:
    ids = dict(zip(each.forms, each.submission_ids, strict=True))
    done, total = counts.get(ids.get(STOCKTAKE, ids.get(EXPECTATIONS, 0)), (0, 0))
    return f"{100 * done // total}%" if total else ""


def summed(form_id: str, found: Mapping[str, Progress]) -> tuple[int, int]:
    """Questions dealt with and asked; of expectations, cards completed and cards."""
    asked = [each for each in found.values() if each.total]
    if form_id == EXPECTATIONS:
        return sum(each.status is Status.COMPLETED for each in asked), len(asked)
    return sum(each.dealt_with for each in asked), sum(each.total for each in asked)


def uncounted(workspace: Workspace) -> tuple[tuple[PracticeRound, str], ...]:
    """The forms of each return that have never been counted, such as those of the example."""
    counts = kept_counts(workspace)
    return tuple(
        (each, form_id)
        for each in practice_rounds(workspace)
        for form_id, key in zip(each.forms, each.submission_ids, strict=True)
        if key not in counts and form_id != ACTIONS and form_id in shipped_form_ids()
    )


def count_one(workspace: Workspace, each: PracticeRound, form_id: str) -> None:
    """Count how far one form of a return has come, and keep that; what cannot be read counts 0.

    Raises:
        StocktakeError: the workspace cannot be saved to.
    """
    practice = OpenPractice(workspace, each.subject, each.round)
    key = each.submission_ids[each.forms.index(form_id)]
    try:
        sections = practice.sheet(form_id).loaded.sections
        found = {one.id: practice.progress(form_id, one.id) for one in sections}
    except StocktakeError:
        found = {}
    keep_counts(workspace, {key: summed(form_id, found)})
