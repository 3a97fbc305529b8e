"""A practice answers a question of its PCN: what it decides is kept, and one file goes back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from stocktake.errors import Problem, StocktakeError
from stocktake.phrases import listed
from stocktake.questionnaire.asking import COMMENT_LENGTH, Asking, Position
from stocktake.questionnaire.asking_text import AskingFile, is_list_size
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.naming import FINDING_WORDS, names_someone
from stocktake.store.askings import Came, KeptAsking, Side
from stocktake.tasks.ask_practices import MADE_BY, file_stem
from stocktake.tasks.export_practice import free_path
from stocktake.tasks.open_practice import OpenPractice


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A question that may be answered for the open practice, and its answer so far."""

    kept: KeptAsking
    position: Position | None

    @property
    def is_written(self) -> bool:
        """Whether a file to send back has been written."""
        return self.position is not None and self.position.revision > 0


def questions_for(practice: OpenPractice) -> tuple[ToAnswer, ...]:
    """The questions that came here, and those asked from here, which this practice answers too."""
    store = practice.workspace.askings
    kept = [each for each in store.all() if not each.is_draft]
    return tuple(ToAnswer(k, store.own(k.asking.id, practice.subject.code)) for k in kept)


def begun(practice: OpenPractice, to_answer: ToAnswer) -> Position:
    """The answer as it stands; a new one has the practice in it and nothing said or agreed to."""
    asking, subject = to_answer.kept.asking, practice.subject
    position = to_answer.position or Position(asking.id, asking.hash)
    size = list_size_of(practice)
    return replace(
        position,
        code=subject.code,
        name=subject.name,
        list_size=position.list_size if size is None else size,
    )


def list_size_of(practice: OpenPractice) -> Decimal | None:
    """The registered patients, as the stocktake of the practice says; None where it does not."""
    if practice.listed(STOCKTAKE) is None:
        return None
    value = practice.sheet(STOCKTAKE).value("profile.list_size")
    return value if isinstance(value, Decimal) and is_list_size(value) else None


def keep(practice: OpenPractice, asking: Asking, position: Position) -> None:
    """Keep an answer as it stands."""
    practice.workspace.askings.keep_own(asking, position)


def missing(position: Position) -> Iterator[Problem]:
    """Say what an answer still needs before it can go back."""
    if position.is_empty:
        what = "Nothing is answered yet."
        yield Problem("nothing_said", "choice", what, "Take a choice, or write a comment.")
    if len(position.comment) > COMMENT_LENGTH:
        what = f"The comment has {len(position.comment):,} characters."
        how = f"Shorten it to {COMMENT_LENGTH:,}."
        yield Problem("too_long", "comment", what, how)
    if not position.decided_by.strip():
        yield Problem("nobody", "decided_by", "Nobody is said to have decided.", "Give a role.")
    if position.decided_on is None:
        yield Problem("no_day", "decided_on", "No day is given.", "Say when it was decided.")


def names_in(comment: str) -> list[str]:
    """Say what in a comment may name somebody, so that it is read again before it is sent."""
    kinds = listed(sorted({FINDING_WORDS[each.kind] for each in names_someone(comment)}))
    return [f"Your comment holds {kinds}. Read it again before you send the file."] * bool(kinds)


def ready_to_write(position: Position) -> Position:
    """The answer as its next file will carry it.

    Raises:
        StocktakeError: something is still missing in it.
    """
    problem = next(missing(position), None)
    if problem is not None:
        raise StocktakeError(problem.code, problem.what, problem.how_to_fix)
    answer_id = position.answer_id or secrets.token_hex(8)
    return replace(position, answer_id=answer_id, revision=position.revision + 1)


def write_answer(asking: Asking, position: Position, folder: Path, moment: datetime) -> Path:
    """Write the file that goes back, and return where it is.

    Raises:
        StocktakeError: the folder would not take it.
    """
    # openpyxl is wanted only now.
    from stocktake.workbooks.exports.asking import write_asking

    name = f"Answer of {file_stem(position.name)} - {file_stem(asking.title)}.xlsx"
    path = free_path(folder, name)
    write_asking(path, asking, position, moment, MADE_BY)
    return path


def note_written(practice: OpenPractice, kept: KeptAsking, position: Position, name: str) -> None:
    """Keep which answer went; one to a question that was asked from here is counted at once."""
    keep(practice, kept.asking, position)
    if kept.side is Side.OURS:
        practice.workspace.askings.add(Came(AskingFile(kept.asking, position, MADE_BY), name))
