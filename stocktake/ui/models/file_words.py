"""The files a lead has added, as rows and sentences: what came of each, and what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stocktake.merge.form_versions import is_newer
from stocktake.merge.group_values import Group
from stocktake.phrases import counted
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.submission import Identity, Submission
from stocktake.tasks.combine import USABLE, Gathered
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.workbooks.answer_reading import Difference
from stocktake.workbooks.reading import ReadResult, Verdict

FILE_COLUMNS = tuple(map(FigureColumn, ("File", "What came of it", "Whose", "Signed?")))
_GOOD, _CHECK, _BAD = "✓", "▲", "✕"
_NBSP = "\N{NO-BREAK SPACE}"

_Return = tuple[Identity, str, int]
"""A return at a revision; two that say different things at it stand against each other."""
MOST_PROBLEMS, MOST_CHANGES = 3, 20
"""Problems named in a row of the list; changed answers named beside a file."""
WHOLE_LIST = "all of them stand in the PCN workbook, on the sheet “Problems and decisions”"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the files say together.

    Attributes:
        disputed: practices and rounds of which copies stand against each other.
        newest: the revision that counts of each return.
        first: the file in which just these returns of one practice stand first.
    """

    disputed: frozenset[str]
    newest: Mapping[tuple[Identity, str], int]
    first: Mapping[frozenset[_Return], str]


def _known(gathered: Gathered) -> _Known:
    held = gathered.collection
    first: dict[frozenset[_Return], str] = {}
    for result in gathered.results:
        first.setdefault(_returns(result), result.file_name)
    return _Known(
        frozenset(each.identity.subject_code for each in held.conflicts()),
        {(each.identity, each.key.return_id): each.key.revision for each in held.versions},
        first,
    )


def _returns(result: ReadResult) -> frozenset[_Return]:
    return frozenset((each.identity, each.return_id, each.revision) for each in result.submissions)


def file_rows(gathered: Gathered) -> tuple[WrappedRow, ...]:
    """A row for each file, in the order they were added."""
    known = _known(gathered)
    return tuple(_file_row(result, known) for result in gathered.results)


def _file_row(result: ReadResult, known: _Known) -> WrappedRow:
    notes = [result.words, *_notes(result, known)]
    sign = _BAD if result.verdict not in USABLE else _GOOD
    if result.verdict is Verdict.EDITED or len(notes) > 1 or result.problems:
        sign = _CHECK if sign == _GOOD else sign
    whose = dict.fromkeys((*map(_whose, result.submissions), *map(_whose_totals, result.groups)))
    return WrappedRow(
        (
            result.file_name,
            f"{sign}{_NBSP}{'; '.join(notes)}",
            "; ".join(whose) or "–",
            "; ".join(dict.fromkeys(each.standing for each in result.submissions)) or "–",
        ),
        " ".join(_problem_words(result)),
    )


def _problem_words(result: ReadResult) -> list[str]:
    said = [f"{each.what} {each.how_to_fix}".strip() for each in result.problems[:MOST_PROBLEMS]]
    more = len(result.problems) - MOST_PROBLEMS
    if more > 0:
        said.append(f"{more} more: press the file to see {'it' if more == 1 else 'them'}.")
    if result.differences:
        said.append(f"{counted(len(result.differences), 'answer')} changed after export.")
    return said


def _notes(result: ReadResult, known: _Known) -> Iterator[str]:
    yield from dict.fromkeys(filter(None, map(_version_note, result.submissions)))
    if result.verdict not in USABLE or not result.submissions:
        return
    subjects = {each.subject.code for each in result.submissions}
    first = known.first.get(_returns(result), result.file_name)
    if any(
        each.revision < known.newest.get((each.identity, each.return_id), each.revision)
        for each in result.submissions
    ):
        yield "replaced by a later copy"
    elif subjects & known.disputed:
        yield "same practice twice"
    elif first != result.file_name:
        yield f"says the same as “{first}”, counted once"


def _version_note(said: Submission) -> str:
    """What is other about the form that was answered than about the one of that id here."""
    if said.form_id not in shipped_form_ids() or said.form_hash == shipped_form(said.form_id).hash:
        return ""
    here = shipped_form(said.form_id).form.version
    if said.form_version == here:
        return "other words in the form"
    newer = is_newer(said.form_version, here)
    return "newer form version than here" if newer else "older form version"


def said_of(result: ReadResult) -> list[str]:
    """All that can be said of one file: its verdict, its problems, and what was changed in it."""
    said = [f"{result.words}."]
    said += [f"{each.what} {each.how_to_fix}".strip() for each in result.problems]
    many = len(result.differences)
    if many:
        said.append(f"{counted(many, 'answer')} changed after export:")
        said += [_changed(each) for _, each in result.differences[:MOST_CHANGES]]
    if many > MOST_CHANGES:
        said.append(f"and {many - MOST_CHANGES} more; {WHOLE_LIST}.")
    return said


def _changed(each: Difference) -> str:
    was, now = each.was_words or "blank", each.now_words or "blank"
    where = f" (sheet “{each.place.sheet}”, cell {each.place.cell})" if each.place else ""
    return f"{each.question}: was “{was}”, is now “{now}”{where}"


def _whose(submission: Submission) -> str:
    sample = ", made-up sample" if submission.sample else ""
    return f"{submission.subject.name}, {submission.round}{sample}"


def _whose_totals(group: Group) -> str:
    sample = ", made-up sample" if group.is_sample else ""
    practices = counted(len(group.codes), "practice")
    name = group.name or group.code
    return f"{name}, {group.round}: totals of {practices}{sample}"


def files_sentence(gathered: Gathered) -> str:
    """How many files could be used."""
    out = len(gathered.left_out)
    used = len(gathered.results) - out
    words = f"{used} of {counted(len(gathered.results), 'file')} can be combined."
    return f"{words} The others stay out, each for the reason beside it." if out else words
