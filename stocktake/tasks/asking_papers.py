"""The two papers of a question to practices: what is said in them, and the files.

Everything goes by the labels of the count, so that a practice without consent is a letter in both.
Source: content/expectations.md G6.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from stocktake.documents.blocks import About, Document
from stocktake.documents.board_words import in_a_sentence
from stocktake.documents.feedback_note import FeedbackData, feedback_note
from stocktake.documents.position_paper import (
    ChoiceRow,
    PositionData,
    Said,
    ViewSaid,
    position_paper,
)
from stocktake.errors import StocktakeError
from stocktake.merge.asking import Answer, ChoiceCount, View
from stocktake.merge.leaving import held
from stocktake.merge.words import percent_in_words
from stocktake.phrases import counted, listed, start_upper
from stocktake.tasks.ask_practices import Seen, file_stem
from stocktake.tasks.documents import save_file
from stocktake.tasks.export_practice import free_path
from stocktake.units import date_in_words

POSITION, FEEDBACK = "position", "feedback"


def make_paper(kind: str, seen: Seen, day: date) -> Document:
    """Lay out one of the papers.

    Args:
        kind: ``POSITION`` or ``FEEDBACK``.
        day: the day of the paper.

    Raises:
        StocktakeError: nobody has answered, or nothing is said to have been decided.
    """
    if not seen.view.answers:
        raise StocktakeError(
            "nobody_answered", "Nobody has answered yet.", "Open the files that came back first."
        )
    data = position_data(seen, day)
    if kind == POSITION:
        return position_paper(data)
    decided, why = seen.kept.decided.strip(), seen.kept.why.strip()
    if not decided or not why:
        missing = "what was decided" if not decided else "why it was decided"
        raise StocktakeError(
            "not_decided", f"Nothing says yet {missing}.", "Type it above, then write the note."
        )
    return feedback_note(FeedbackData(data, decided, why))


def paper_name(kind: str, seen: Seen, ending: str) -> str:
    """What the file of a paper is called."""
    words = "Position paper" if kind == POSITION else "What was decided"
    return f"{words} - {file_stem(seen.view.asking.title)}{ending}"


def write_paper(
    kind: str,
    seen: Seen,
    day: date,
    folder: Path,
    writers: Sequence[tuple[str, Callable[[Document], bytes]]],
) -> tuple[Path, ...]:
    """Make a paper and save it in each form that is wanted; nothing is saved if one fails.

    Args:
        writers: the ending of the name with its dot, and what makes the file.

    Raises:
        StocktakeError: as ``make_paper``, or the folder would not take it.
    """
    document = make_paper(kind, seen, day)
    made = [(ending, write(document)) for ending, write in writers]
    return tuple(
        save_file(data, free_path(folder, paper_name(kind, seen, ending))) for ending, data in made
    )


def position_data(seen: Seen, day: date) -> PositionData:
    """Gather what both papers say of the question and the answers."""
    view, asking = seen.view, seen.view.asking
    leading = view.leading
    return PositionData(
        about=About(asking.pcn, "", day),
        pcn=asking.pcn,
        question=asking.title,
        text=asking.text,
        choices=asking.choices,
        asked=_asked(view),
        figures=_figures(view),
        finding=finding(view),
        rows=tuple(_row(each) for each in view.choices),
        leading=_view_said(leading) if leading else None,
        others=tuple(map(_view_said, view.others)),
        notes=tuple(_notes(view)),
        status=f"As the answers stood on {date_in_words(day)}",
    )


def _asked(view: View) -> str:
    asking = view.asking
    words = "Asked"
    if asking.asked_by:
        words += f" by the {in_a_sentence(asking.asked_by)}"
    if asking.asked_on:
        words += f" on {date_in_words(asking.asked_on)}"
    if asking.wanted_by:
        words += f", answers wanted by {date_in_words(asking.wanted_by)}"
    return f"{words}."


def _figures(view: View) -> tuple[tuple[str, str], ...]:
    base = view.base
    figures = [(f"{base.practices} of {base.out_of}", "practices answered")]
    if base.patients is not None:
        figures.append((percent_in_words(base.patients), "of patients are on their lists"))
    return tuple(figures)


def finding(view: View) -> str:
    """The outcome in a sentence or two: what leads by practices, and whether patients agree."""
    leading = view.leading
    if leading is None:
        first = [each for each in view.choices if each.at >= 0 and each.base.practices]
        if not first:
            return "Nobody has taken one of the choices."
        most = max(each.base.practices for each in first)
        tied = [f"“{each.words}”" for each in first if each.base.practices == most]
        return f"No choice leads: {listed(tied)} have {counted(most, 'practice')} each."
    words = f"“{leading.words}” has the most: {leading.count_words}."
    by_patients = _most_patients(view)
    if by_patients is not None and by_patients != leading:
        words += f" By patients it is “{by_patients.words}”: {by_patients.count_words}."
    if not view.others:
        words = f"Everybody who answered took “{leading.words}”: {leading.count_words}."
    return words


def _most_patients(view: View) -> ChoiceCount | None:
    """The choice with the most patients; None while any share is held or not known."""
    taken = [each for each in view.choices if each.at >= 0]
    shares = [each.base.patients for each in taken]
    known = [share for share in shares if share is not None]
    if len(known) < len(shares) or known.count(max(known)) > 1:
        return None
    return max(taken, key=lambda each: each.base.patients or Decimal(0))


def _row(each: ChoiceCount) -> ChoiceRow:
    base = each.base
    patients = "not known"
    if each.is_held:
        patients = held(base.practices)
    elif base.patients is not None:
        patients = percent_in_words(base.patients)
    names = start_upper(who(each.answers)) or "–"
    return ChoiceRow(each.words, f"{base.practices} of {base.out_of}", patients, names)


def who(answers: Sequence[Answer]) -> str:
    """Say who answers are from, by name or letter."""
    return listed([each.label for each in answers])


def _view_said(each: ChoiceCount) -> ViewSaid:
    comments = tuple(
        Said(start_upper(answer.label), _said(answer)) for answer in each.answers if _said(answer)
    )
    return ViewSaid(each.words, each.count_words, who(each.answers), comments)


def _said(answer: Answer) -> str:
    """What may be shown of what a practice wrote: its own choice of words, and a shared comment."""
    position = answer.position
    parts = [position.choice] if answer.at < 0 else []
    parts += [position.comment] if position.comment_shared else []
    return " ".join(" ".join(parts).split())


def _notes(view: View) -> list[str]:
    base = view.base
    notes = [f"{base.words} {'has' if base.practices == 1 else 'have'} answered."]
    if view.missing:
        # Where everybody who answered is named, the names of the others give nobody away.
        count = counted(len(view.missing), "practice")
        names = listed([each.name or each.code for each in view.missing])
        words = f"{count} {'has' if len(view.missing) == 1 else 'have'} not answered"
        notes.append(f"{words}." if view.unnamed else f"{words}: {names}.")
    if view.late:
        verb = "was" if len(view.late) == 1 else "were"
        late = counted(len(view.late), "answer")
        notes.append(f"{late} {verb} decided after the day asked for, and {verb} counted.")
    if view.two_answers:
        count = counted(len(view.two_answers), "practice")
        notes.append(f"{count} sent two answers; the one shown here is the one that was counted.")
    left_out = len(view.not_asked) + len(view.another_wording) + len(view.nameless)
    if left_out:
        words = f"{counted(left_out, 'answer')} could not be counted: from a practice that was not"
        notes.append(f"{words} asked, without a name, or to other words.")
    if view.unnamed:
        notes.append("Practices appear under a letter where they did not agree to be named.")
    return notes
