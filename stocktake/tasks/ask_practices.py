"""Asking practices before a meeting: the question, its file, the answers that come back.

What is shown of them goes by ``merge.asking``; this keeps it, and says in plain sentences whatever
is not as it should be. Nothing that came is ever thrown away.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from stocktake import __version__
from stocktake.errors import StocktakeError
from stocktake.merge.asking import NO_CHOICE, Known, View, view_of
from stocktake.merge.member import Expected
from stocktake.phrases import listed
from stocktake.questionnaire.asking import Asking, Position, asking_problems
from stocktake.questionnaire.naming import FINDING_WORDS, names_someone
from stocktake.store.askings import Came, KeptAsking
from stocktake.store.workspace import Workspace
from stocktake.tasks.expected import expected_from_lines
from stocktake.tasks.export_practice import free_path
from stocktake.units import date_in_words, number_in_words

MADE_BY = f"Stocktake {__version__}"

_UNLIKE_PERCENT = 10
"""Per cent by which two list sizes of one practice may differ without a word."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know or to see to: what it is, and what to do."""

    what: str
    how_to_fix: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A question with what has come of it.

    Attributes:
        came: the answers as they came, file by file.
        remarks: what a lead has to know or see to; names stand in them, so they go into no paper.
    """

    kept: KeptAsking
    view: View
    came: tuple[Came, ...]
    remarks: tuple[Remark, ...]


def new_question(
    workspace: Workspace, pcn: str, role: str, day: date, expected: Sequence[str]
) -> KeptAsking:
    """Begin a question.

    Args:
        pcn: who asks.
        role: of whoever writes it.
        day: today.
        expected: the practices that will be asked, a line each.
    """
    asking = Asking(secrets.token_hex(8), pcn, asked_on=day, asked_by=role)
    kept = KeptAsking(asking, expected=tuple(expected), seed=secrets.token_hex(8))
    workspace.askings.keep(kept)
    return kept


def pcn_of(workspace: Workspace, code: str = "") -> str:
    """The name of the PCN as a practice here gave it, that of ``code`` first; empty for none."""
    subjects = [each.subject for each in workspace.returns.list()]
    subjects.sort(key=lambda subject: subject.code != code)
    return next((each.pcn_name for each in subjects if each.pcn_name), "")


def reword(workspace: Workspace, asking: Asking) -> KeptAsking:
    """Keep the words of a question that has not gone out.

    Raises:
        StocktakeError: ``already_sent``; answers to other words could not be counted together.
    """
    kept = _kept(workspace, asking.id)
    if not kept.is_draft:
        raise StocktakeError(
            "already_sent",
            "The question has gone out and cannot be reworded.",
            "Write another question instead.",
        )
    changed = replace(kept, asking=asking)
    workspace.askings.keep(changed)
    return changed


def expect(workspace: Workspace, asking_id: str, lines: Sequence[str]) -> None:
    """Say which practices were asked, a line each; at any time."""
    workspace.askings.keep(replace(_kept(workspace, asking_id), expected=tuple(lines)))


def pick(workspace: Workspace, asking_id: str, key: str, fingerprint: str) -> None:
    """Say which of two answers of one practice counts."""
    kept = _kept(workspace, asking_id)
    workspace.askings.keep(replace(kept, picked={**kept.picked, key: fingerprint}))


def decide(workspace: Workspace, asking_id: str, decided: str, why: str) -> None:
    """Keep what was decided and why."""
    kept = _kept(workspace, asking_id)
    workspace.askings.keep(replace(kept, decided=decided, why=why))


def _kept(workspace: Workspace, asking_id: str) -> KeptAsking:
    kept = workspace.askings.one(asking_id)
    if kept is None:
        raise StocktakeError(
            "no_such_question", "That question is not here any more.", "Choose another one."
        )
    return kept


def write_question(asking: Asking, folder: Path, moment: datetime) -> Path:
    """Write the file that goes out, and return where it is.

    Raises:
        StocktakeError: something is still missing in it, or the folder would not take it.
    """
    # openpyxl is wanted only now.
    from stocktake.workbooks.exports.asking import write_asking

    problem = next(asking_problems(asking), None)
    if problem is not None:
        raise StocktakeError(problem.code, problem.what, problem.how_to_fix)
    path = free_path(folder, f"Question - {file_stem(asking.title)}.xlsx")
    write_asking(path, asking, None, moment, MADE_BY)
    return path


def note_sent(workspace: Workspace, asking_id: str, moment: datetime) -> None:
    """Note that the file was written: from here on the question stands as it is."""
    kept = _kept(workspace, asking_id)
    if kept.sent_at is None:
        workspace.askings.keep(replace(kept, sent_at=moment))


def seen(workspace: Workspace, asking_id: str) -> Seen:
    """Count what has come, and say what has to be seen to; letters that are given are kept."""
    kept = _kept(workspace, asking_id)
    came = workspace.askings.came(asking_id)
    expected = expected_from_lines(kept.expected)
    known = Known(expected, kept.picked, kept.letters, kept.seed)
    view = view_of(kept.asking, [each.position for each in came], known)
    letters = {each.key: each.label.rpartition(" ")[2] for each in view.unnamed}
    if letters.keys() - kept.letters.keys() and not workspace.read_only:
        kept = replace(kept, letters={**kept.letters, **letters})
        workspace.askings.keep(kept)
    return Seen(kept, view, came, tuple(_remarks(view, came, expected)))


def said_by(position: Position) -> str:
    """Who an answer is from, for whoever asked."""
    name, code = position.name.strip(), position.code.strip()
    return f"{name} ({code})" if name and code else name or code or "a practice that gives no name"


def _remarks(view: View, came: Sequence[Came], expected: Sequence[Expected]) -> Iterator[Remark]:
    for each in came:
        yield from (Remark(f"{p.where}: {p.what}", p.how_to_fix) for p in each.problems)
    yield from _not_counted(view, came)
    yield from _about_answers(view)
    yield from _about_lists(view, expected)
    if len(view.unnamed) == 1 and len(view.answers) > 1:
        yield Remark(
            "Only one practice has not agreed to be named, so the others can work out which it is.",
            "Ask that practice whether it agrees before you show the answers.",
        )
    for answer in view.answers:
        found = names_someone(answer.position.comment) if answer.position.comment_shared else []
        if found:
            kinds = listed(sorted({FINDING_WORDS[each.kind] for each in found}))
            yield Remark(
                f"The comment of {said_by(answer.position)} holds {kinds}.",
                "Read it before it goes into a paper, and ask the practice for other words.",
            )


def _not_counted(view: View, came: Sequence[Came]) -> Iterator[Remark]:
    files = {each.position: each.file_name for each in came}
    for position in view.nameless:
        yield Remark(
            f"{files[position]} does not say which practice it is from, and is not counted: "
            f"{_in_short(position)}",
            "Write the name or the ODS code into the file, and open it again.",
        )
    for position in view.not_asked:
        yield Remark(
            f"{said_by(position)} is not on your list of practices, and is not counted: "
            f"{_in_short(position)}",
            "Add it to the list if it was asked.",
        )
    for position in view.another_wording:
        yield Remark(
            f"{files[position]} answers the question in other words than you asked it, and is not "
            f"counted: {_in_short(position)}",
            f"Send {said_by(position)} the file again.",
        )


def _about_answers(view: View) -> Iterator[Remark]:
    wanted = view.asking.wanted_by
    for answer in view.answers:
        position = answer.position
        if answer.is_late and wanted and position.decided_on:
            yield Remark(
                f"{said_by(position)} decided on {date_in_words(position.decided_on)}, after "
                f"{date_in_words(wanted)}. It is counted."
            )
        if answer.at == NO_CHOICE:
            typed = position.choice.strip()
            said = f"answered “{typed}”, which is none of your choices" if typed else "took none"
            yield Remark(f"{said_by(position)} {said}.", "It is listed as a view of its own.")


def _about_lists(view: View, expected: Sequence[Expected]) -> Iterator[Remark]:
    nowhere = [said_by(a.position) for a in view.answers if a.list_size is None]
    nowhere += [each.name or each.code for each in view.missing if each.list_size is None]
    if nowhere:
        yield Remark(
            f"No number of patients is known of {listed(nowhere)}, so nothing is counted by "
            "patients.",
            "Write it behind the practice in your list.",
        )
    for answer in view.answers:
        theirs, ours = answer.position.list_size, answer.list_size
        if theirs is not None and ours is not None and _is_unlike(theirs, ours):
            yield Remark(
                f"{said_by(answer.position)} gives {number_in_words(theirs)} patients and your "
                f"list {number_in_words(ours)}. Yours is used."
            )
    if not expected and view.answers:
        yield Remark(
            "There is no list of the practices that were asked, so nobody can say who is missing.",
            "Type or paste it under “Practices that are asked”.",
        )


def _is_unlike(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) * 100 > _UNLIKE_PERCENT * max(one, other)


def _in_short(position: Position) -> str:
    parts = [position.choice.strip(), position.comment.strip()]
    said = ". ".join(" ".join(part.split()) for part in parts if part)
    return f"“{said if len(said) <= 200 else said[:199] + '…'}”" if said else "it says nothing"


def standing_words(each: Seen) -> str:
    """Where a question stands, in a sentence."""
    view = each.view
    if each.kept.is_draft:
        return "Not sent yet."
    if not view.answers:
        return "Nobody has answered yet."
    words = f"{view.base.words} {'has' if view.base.practices == 1 else 'have'} answered."
    if view.missing:
        names = listed([one.name or one.code for one in view.missing])
        words += f" Still to come: {names}."
    return words


def file_stem(words: str) -> str:
    """Make words fit for the name of a file in every system."""
    kept = "".join(c if c.isalnum() or c in " -&'" else " " for c in words)
    return " ".join(kept.split())[:60].strip() or "no title"
