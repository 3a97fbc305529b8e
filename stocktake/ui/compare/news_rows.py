"""What is new in a form, as rows of tables."""

from __future__ import annotations

from stocktake.questionnaire.form_changes import Change, Sort
from stocktake.tasks.newer_form import NewQuestions
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow

SORT_WORDS = {
    Sort.NEW: "New",
    Sort.CHANGED: "Changed",
    Sort.RENAMED: "Renamed",
    Sort.SPLIT: "Divided",
    Sort.WITHDRAWN: "No longer asked",
}
TO_LOOK_AT = "Your answer is kept; please look at it again"
NEW_COLUMNS = tuple(FigureColumn(name) for name in ("Question", "Section or domain"))
CHANGED_COLUMNS = tuple(
    FigureColumn(name) for name in ("Question", "What changed", "Before", "Now")
)
GONE_COLUMNS = tuple(FigureColumn(name) for name in ("No longer asked", "Your answer, kept"))


def new_rows(news: NewQuestions) -> list[WrappedRow]:
    """The questions and expectations that are new; the key is (form, id)."""
    return [
        WrappedRow((each.title, each.section), key=(news.form_id, each.ids[0]))
        for each in (*news.changes.of(Sort.NEW), *_expectations(news, Sort.NEW))
    ]


def changed_rows(news: NewQuestions) -> list[WrappedRow]:
    """What changed, old and new side by side, a row for each part; the key is (form, id)."""
    sorts = (Sort.CHANGED, Sort.RENAMED, Sort.SPLIT)
    rows = []
    for each in (*news.changes.of(*sorts), *_expectations(news, *sorts)):
        note = TO_LOOK_AT if each.is_meaning else ""
        why = ". ".join(part for part in (_what(each), each.reason, note) if part)
        for difference in each.differences:
            cells = (each.title, difference.part, difference.old or "–", difference.new or "–")
            rows.append(WrappedRow(cells, why, (news.form_id, each.ids[0])))
        if not each.differences:
            rows.append(WrappedRow((each.title, "Its place", "–", "–"), why, (news.form_id, "")))
    return rows


def gone_rows(news: NewQuestions) -> list[WrappedRow]:
    """What is no longer asked, with the answers that are kept; then what had none."""
    answered = [WrappedRow((each.question, each.answer)) for each in news.withdrawn]
    said = {each.question for each in news.withdrawn}
    gone = (*news.changes.of(Sort.WITHDRAWN), *_expectations(news, Sort.WITHDRAWN))
    rest = [WrappedRow((each.title, "–"), each.reason) for each in gone if each.title not in said]
    return [*answered, *rest]


def _expectations(news: NewQuestions, *sorts: Sort) -> tuple[Change, ...]:
    return tuple(each for each in news.changes.expectations if each.sort in sorts)


def _what(change: Change) -> str:
    return SORT_WORDS[change.sort] if change.sort is not Sort.CHANGED else ""


def summary(news: NewQuestions, title: str) -> str:
    """What is different in one form, in a sentence."""
    new = len(new_rows(news))
    changed = len({row.cells[0] for row in changed_rows(news)})
    gone = len(gone_rows(news))
    counts = f"{new} new, {changed} changed, {gone} no longer asked"
    return f"“{title}”: {counts} since {news.since}."
