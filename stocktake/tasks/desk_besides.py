"""What another desk has besides answers: sections marked completed, sign-offs and share-outs.

A mark follows its last change at either desk. A share-out is added, or is back here as well when it
came back there. A sign-off is taken in only with the very answers that were signed, and so only
where nothing was changed here since; otherwise it is told, with the reason it stays behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.submission import Submission
from stocktake.store.history import OF_AN_ANSWER, WHOLE, HistoryEntry, Kind, new_group
from stocktake.store.sections import COMPLETE
from stocktake.store.shared_out import SharedIn, SharedOut, ShareStanding
from stocktake.store.sign_offs import SignOff
from stocktake.store.workspace import Workspace
from stocktake.units import date_in_words

OF_DESKS = "desk-"
"""Begins the id under which a desk keeps what it decided of another's copy."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Sign-offs that are taken in, each with its frozen copy, and the return as it was signed."""

    submission: Submission
    copies: tuple[tuple[SignOff, str], ...]


@dataclass(frozen=True, slots=True)
class Besides:
    """What is taken in of one form besides its answers.

    Attributes:
        submission_id: ours; 0 where it is only about to be added.
        where: practice, round and form in words.
        lines: everything of it, a sentence each.
        marks: whether a section is completed, by its id.
        shares: share-outs that are not here, and ``ended`` those that are back there.
        received: sections that somebody shared with the other desk.
        signed: None where no sign-off is taken in.
    """

    submission_id: int = 0
    where: str = ""
    lines: tuple[str, ...] = ()
    marks: Mapping[str, bool] = field(default_factory=dict)
    shares: tuple[SharedOut, ...] = ()
    ended: tuple[SharedOut, ...] = ()
    received: tuple[SharedIn, ...] = ()
    signed: Signed | None = None


def marks_of(
    ours: Workspace, mine: int, theirs: Workspace, there: int, known: set[tuple[object, ...]]
) -> Mapping[str, bool]:
    """Sections that were marked at the other desk since the two agreed, and how they stand there.

    Args:
        ours, mine: our workspace and submission.
        theirs, there: theirs.
        known: the entries of their history, as ``entry_key`` names them.
    """
    here, now_there = set(ours.sections.done(mine)), set(theirs.sections.done(there))
    agreed = set(here)
    for each in reversed(ours.history.of_kind(mine, Kind.SECTION)):
        if entry_key(each) not in known:
            section = each.address.question
            (agreed.add if each.old == COMPLETE else agreed.discard)(section)
    changed = sorted(agreed ^ now_there)
    return {
        section: section in now_there
        for section in changed
        if (section in here) != (section in now_there)
    }


def is_untouched(ours: Workspace, mine: int, known: set[tuple[object, ...]]) -> bool:
    """Whether no answer was changed here since the two agreed; ``known`` as for ``marks_of``."""
    kinds = (Kind.ROWS, *OF_AN_ANSWER)
    return not any(
        each.by.kind in kinds and each.address != WHOLE and entry_key(each) not in known
        for each in ours.history.of(mine)
    )


def all_of(theirs: Workspace, there: int) -> Besides:
    """Everything besides answers of a return that is at the other desk only."""
    copies = tuple((e, theirs.sign_offs.copy_of(e)) for e in theirs.sign_offs.of(there))
    return Besides(
        marks=dict.fromkeys(sorted(theirs.sections.done(there)), True),
        shares=tuple(
            each
            for each in reversed(theirs.shared_out.of(there))
            if not each.share_id.startswith(OF_DESKS)
        ),
        received=theirs.shared_in.of(there),
        signed=Signed(theirs.returns.to_submission(there), copies) if copies else None,
    )


def shares_of(ours: Workspace, mine: int, theirs: Workspace, there: int) -> Besides:
    """Share-outs of the other desk that are not here, and those that have ended there only."""
    here = {each.share_id: each for each in ours.shared_out.of(mine)}
    # After something was removed for good here, what went out of it must not come back.
    is_bare = bool(ours.history.removals())
    shares, ended = [], []
    for each in reversed(theirs.shared_out.of(there)):
        known = here.get(each.share_id)
        if each.share_id.startswith(OF_DESKS):
            continue
        if known is None:
            shares.append(_bare(each) if is_bare else each)
        elif known.is_out and not each.is_out:
            ended.append(each)
    had = {each.share_id for each in ours.shared_in.of(mine)}
    received = tuple(e for e in theirs.shared_in.of(there) if e.share_id not in had)
    return Besides(shares=tuple(shares), ended=tuple(ended), received=received)


def signed_of(ours: Workspace, mine: int, theirs: Workspace, there: int) -> Signed | None:
    """The sign-offs of the other desk, where nothing here stands against them; otherwise None."""
    here, at_theirs = ours.sign_offs.of(mine), theirs.sign_offs.of(there)
    new = at_theirs[len(here) :]
    if not new or ours.sign_offs.standing(mine) is not None:
        return None
    if [each.sha256 for each in here] != [each.sha256 for each in at_theirs[: len(here)]]:
        return None
    copies = tuple((each, theirs.sign_offs.copy_of(each)) for each in new)
    return Signed(theirs.returns.to_submission(there), copies)


def in_words(found: Besides, loaded: LoadedForm | None, desk: str) -> tuple[str, ...]:
    """Everything that is taken in besides answers, a sentence each."""
    lines = []
    for done, said in ((True, "Marked as completed"), (False, "Opened again")):
        titles = [_title(loaded, s) for s, is_done in found.marks.items() if is_done is done]
        if titles:
            lines.append(f"{said} at {desk}: {', '.join(titles)}")
    for shared in found.shares:
        if shared.sections:
            titles = [_title(loaded, section) for section in shared.sections]
            lines.append(f"{_shared_words(shared)}: {', '.join(titles)}")
    for shared in found.ended:
        titles = [_title(loaded, section) for section in shared.sections]
        how = "Back from" if shared.standing is ShareStanding.BACK else "Not waited for any more,"
        lines.append(f"{how} {shared.colleague}: {', '.join(titles)}")
    if found.received:
        lines.append(f"Shared with {desk} by {found.received[0].from_role or 'a colleague'}")
    lines += _signed_words(found.signed, desk)
    return tuple(lines)


def _signed_words(signed: Signed | None, desk: str) -> list[str]:
    if signed is None:
        return []
    return [
        f"Signed off at {desk} on {date_in_words(each.said.signed_on)} as version {each.version}"
        + (", with the answers as they were signed" if each.is_standing else ", and reopened since")
        for each, _ in signed.copies
    ]


def _shared_words(shared: SharedOut) -> str:
    day = date_in_words(shared.shared_at.astimezone().date())
    words = f"Shared out to {shared.colleague} on {day}"
    return words if shared.is_out else f"{words}, and back since"


def _title(loaded: LoadedForm | None, section: str) -> str:
    found = loaded.section_by_id.get(section) if loaded is not None else None
    return found.title if found is not None else "a section that is no longer asked"


def _bare(shared: SharedOut) -> SharedOut:
    return replace(shared, baseline="", settled={})


def entry_key(each: HistoryEntry) -> tuple[object, ...]:
    """What makes two entries the same one in the histories of two desks."""
    return (each.group, each.address, each.by.kind, each.new)


def take_in_besides(workspace: Workspace, found: Besides, role: str) -> None:
    """Take in what another desk has of one form besides its answers; all of it or nothing.

    Raises:
        StocktakeError: it could not be saved.
    """
    submission_id = found.submission_id
    with workspace.returns.together():
        group = new_group()
        for section, done in found.marks.items():
            workspace.sections.mark(submission_id, section, done, role=role, group=group)
        for shared in found.shares:
            workspace.shared_out.add(submission_id, shared)
        for shared in found.ended:
            workspace.shared_out.settle(submission_id, shared.share_id, shared.settled or {})
            workspace.shared_out.end(submission_id, shared.share_id, shared.standing)
        for received in found.received:
            workspace.shared_in.add(submission_id, received)
        if found.signed is not None:
            workspace.taking_in.replace(submission_id, found.signed.submission, role=role)
            for signed, text in found.signed.copies:
                workspace.sign_offs.take_over(submission_id, signed, text, role=role)
