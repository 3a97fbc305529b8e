"""Taking in what another desk has, once a person has decided on what differs."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, replace

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.store.attachments import PART_BYTES, Attachment
from stocktake.store.history import OF_AN_ANSWER, WHOLE, HistoryEntry
from stocktake.store.workspace import Workspace
from stocktake.tasks.asking_arriving import take_over
from stocktake.tasks.bring_back import Decisions, TakenBack, take_back
from stocktake.tasks.desk_besides import Besides, take_in_besides
from stocktake.tasks.desk_cards import take_in_cards
from stocktake.tasks.desk_copy import Standing
from stocktake.tasks.desk_differences import DeskDifferences, OfPractice, identity
from stocktake.tasks.open_practice import OpenPractice


def take_in(workspace: Workspace, one: OfPractice, decisions: Decisions, role: str) -> TakenBack:
    """Take in what was decided of one practice and round, as changes that can be undone.

    Raises:
        StocktakeError: something is still to decide, or could not be saved.
    """
    practice = OpenPractice(workspace, one.subject, one.round, role)
    return take_back(practice, one.returned, decisions)


def take_in_rest(
    workspace: Workspace, standing: Standing, found: DeskDifferences, role: str
) -> None:
    """Take in everything that needs no decision, once the rest is decided.

    Raises:
        StocktakeError: a file could not be read, or something could not be saved.
    """
    for _ in taking_in_rest(workspace, standing, found, role):
        pass


def taking_in_rest(
    workspace: Workspace, standing: Standing, found: DeskDifferences, role: str
) -> Generator[Arriving, None, None]:
    """As ``take_in_rest``, a moment's work at a time: go on until it ends.

    After it was given up half way, what came is there, and the rest comes when it is begun again.

    Yields:
        How far the evidence file that is coming has come.

    Raises:
        StocktakeError: as ``take_in_rest``.
    """
    begun = add_begun(workspace, found, role)
    # Before the sign-offs: nothing can be added to what is signed.
    yield from arriving_evidence(workspace, standing, role)
    add_questions(workspace, standing)
    for each in (*begun, *found.besides):
        take_in_besides(workspace, each, role)
    add_cards(workspace, standing, role)


def add_begun(workspace: Workspace, found: DeskDifferences, role: str) -> tuple[Besides, ...]:
    """Add what was begun at the other desk only; returns what is to be taken in besides.

    Raises:
        StocktakeError: it could not be saved.
    """
    besides = []
    for each in found.begun:
        added = workspace.taking_in.take_in(each.submission, role=role, form=each.form)
        besides.append(replace(each.besides, submission_id=added.id))
    return tuple(besides)


@dataclass(frozen=True, slots=True)
class Arriving:
    """How far an evidence file from another desk has come, in bytes."""

    name: str
    done: int
    total: int


def arriving_evidence(
    workspace: Workspace, standing: Standing, role: str
) -> Generator[Arriving, None, None]:
    """Add the evidence files that were put beside an answer at the other desk, part by part.

    Each is there whole or not at all.

    Raises:
        StocktakeError: a file could not be read or kept.
    """
    if standing.copied is None:
        return
    with Workspace.open(standing.copied, read_only=True) as theirs:
        here = {identity(each): each for each in workspace.returns.list()}
        for there in theirs.returns.list():
            mine = here.get(identity(there))
            if mine is not None and workspace.sign_offs.standing(mine.id) is None:
                yield from _files_arriving(workspace, mine.id, theirs, there.id, role)


def add_cards(workspace: Workspace, standing: Standing, role: str) -> None:
    """Add rate cards that were begun at the other desk only, and what was published there.

    Raises:
        StocktakeError: a file could not be read, or the workspace cannot be saved to.
    """
    if standing.copied is None:
        return
    with Workspace.open(standing.copied, read_only=True) as theirs:
        here = {identity(each): each.id for each in workspace.returns.list()}
        found = ((each.id, here.get(identity(each))) for each in theirs.returns.list())
        pairs = {there: mine for there, mine in found if mine is not None}
        take_in_cards(workspace, theirs, pairs, role)


def add_questions(workspace: Workspace, standing: Standing) -> None:
    """Add the questions to practices that the other desk has, and the answers to them.

    Raises:
        StocktakeError: a file could not be read, or the workspace cannot be saved to.
    """
    if standing.copied is not None:
        with Workspace.open(standing.copied, read_only=True) as theirs:
            take_over(workspace, theirs)


def _files_arriving(
    ours: Workspace, mine: int, theirs: Workspace, there: int, role: str
) -> Generator[Arriving, None, None]:
    had = _names_ever(ours, mine)
    for file in theirs.attachments.list(there):
        if (file.address, file.name) not in had:
            content = theirs.attachments.content(there, file.address, file.name)
            yield from _arriving(ours, mine, file, content, role)


def _arriving(
    ours: Workspace, mine: int, file: Attachment, content: bytes, role: str
) -> Generator[Arriving, None, None]:
    yield Arriving(file.name, 0, len(content))
    store = ours.attachments
    coming = store.begin(mine, file.address, file.name)
    is_whole = False
    try:
        for start in range(0, len(content), PART_BYTES):
            store.put_part(coming, start // PART_BYTES, content[start : start + PART_BYTES])
            yield Arriving(file.name, min(start + PART_BYTES, len(content)), len(content))
        store.finish(coming, file.sha256, role=role)
        is_whole = True
    finally:
        if not is_whole:
            # What cannot be taken away now, on a full disk, is when the file is next opened.
            with suppress(StocktakeError):
                store.drop(coming)


def _names_ever(workspace: Workspace, submission_id: int) -> set[tuple[Address, str]]:
    """Every evidence file there is or was, so that one taken away here does not come back.

    One that an answer names and that is not here came with the answer, and is still to come.
    """
    found = {(each.address, each.name) for each in workspace.attachments.list(submission_id)}
    answers = workspace.answers.load(submission_id)
    named = {(address, name) for address, answer in answers.items() for name in answer.evidence}
    awaited = named - found
    for entry in workspace.history.of(submission_id):
        for answer in (entry.old_answer, entry.new_answer) if _is_answer(entry) else ():
            found |= {(entry.address, name) for name in (answer.evidence if answer else ())}
    return found - awaited


def _is_answer(entry: HistoryEntry) -> bool:
    return entry.by.kind in OF_AN_ANSWER and entry.address != WHOLE
