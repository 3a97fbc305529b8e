"""Make a document about a practice: gather what it says, lay it out, and save the file.

Gathering needs the open practice and takes a moment; everything after it works on plain values, so
that it can be done away from the window.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from stocktake.charts import CHARTS
from stocktake.charts.chart import SAMPLE_WATERMARK, SAVED_DOTS_PER_INCH, Paper
from stocktake.charts.levels_so_far import RATINGS_BEFORE_FIRST_CHART
from stocktake.charts.palette import PRINT
from stocktake.documents import DOCUMENTS
from stocktake.documents.blank_form import BlankFormData
from stocktake.documents.blocks import About, Document, Figure
from stocktake.documents.my_answers import MyAnswersData
from stocktake.documents.partners_summary import (
    LEVELS_PICTURE,
    MONEY_PICTURE,
    PartnersData,
    looked_ahead_to,
)
from stocktake.drafts import begin_draft
from stocktake.errors import StocktakeError, not_written
from stocktake.planning.certainty import Certainty
from stocktake.planning.gaps import CellKind
from stocktake.planning.plan import PracticePlan
from stocktake.planning.reading import TOP_FIVE_TABLE
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.questionnaire.types import show
from stocktake.store.whole_files import move_into_place
from stocktake.tasks import practice_charts
from stocktake.tasks.export_practice import file_name
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practice_plan import plan_of
from stocktake.tasks.published_sources import NO_SOURCES, Sources, sources_of
from stocktake.tasks.sheets import sheet_of

PARTNERS, ANSWERS, BLANK = "partners_summary", "my_answers", "blank_form"
DRAFT = "DRAFT"

CHART_WIDTH = 800
"""Pixels at 100 to the inch, printed 16 cm wide: its words come out at about 8 points."""

Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document, and how.

    Attributes:
        name: one of ``DOCUMENTS``.
        certainty: which expectations the partners' paper counts.
        form_id: the form of a blank form, or whose answers are printed.
        sections: ids of the sections wanted; empty is all of them.
        is_full: every question of a blank form, or only the core ones.
        with_notes: print private notes with the answers.
    """

    name: str
    certainty: Certainty = Certainty.BEST_GUESS
    form_id: str = STOCKTAKE
    sections: frozenset[str] = frozenset()
    is_full: bool = True
    with_notes: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """A practice as it stood at one moment, for documents.

    Attributes:
        submissions: with the form each was answered with, by form id.
        signed: the version of those that are signed off, by form id.
        sources: where answers that are printed were published.
    """

    subject: Subject
    round: str
    submissions: Mapping[str, tuple[Submission, LoadedForm]]
    signed: Mapping[str, int]
    sources: Sources = NO_SOURCES

    @property
    def is_sample(self) -> bool:
        """Whether the practice is made up."""
        return any(each.sample for each, _ in self.submissions.values())

    def state(self, *form_ids: str) -> str:
        """SIGNED with its version where all of these forms are; otherwise DRAFT."""
        signed = [self.signed.get(each) for each in form_ids]
        return f"SIGNED v{signed[0]}" if all(signed) else DRAFT

    def sheet(self, form_id: str) -> Sheet:
        """A sheet of its own for a form."""
        submission, loaded = self.submissions[form_id]
        return sheet_of(submission, loaded)

    def about(self, *form_ids: str) -> About:
        """Whose document it is; one without forms is blank, and neither draft nor signed."""
        if not form_ids:
            return About(self.subject.name, self.round)
        submission, _ = self.submissions[form_ids[0]]
        return About(
            practice=self.subject.name,
            round=self.round,
            day=submission.assessed_on,
            state=self.state(*form_ids),
            watermark=SAMPLE_WATERMARK if self.is_sample else "",
        )


def forms_offered() -> tuple[LoadedForm, ...]:
    """The forms that can be printed: none that is private or closed."""
    forms = [shipped_form(each) for each in (STOCKTAKE, EXPECTATIONS)]
    others = [each for each in shipped_form_ids() if each not in (STOCKTAKE, EXPECTATIONS)]
    more = [shipped_form(each) for each in others]
    return (*forms, *(each for each in more if not each.form.private and not each.form.closed))


def gather(practice: OpenPractice, wanted: Wanted) -> Gathered:
    """Take a copy of what a document needs; nothing that happens later changes it.

    Raises:
        StocktakeError: the answers cannot be read, or ``nothing_answered`` in the form.
    """
    needed = [STOCKTAKE, EXPECTATIONS]
    if wanted.name == ANSWERS and wanted.form_id not in needed:
        if practice.listed(wanted.form_id) is None:
            raise StocktakeError(
                "nothing_answered",
                f"Nothing has been answered in “{shipped_form(wanted.form_id).form.title}” yet.",
                "Open it from Home and answer it first, or choose another form.",
            )
        needed.append(wanted.form_id)
    copies = {form_id: _copied(practice, form_id) for form_id in needed}
    signs = {form_id: practice.signed(form_id) for form_id in needed}
    signed = {form_id: each.version for form_id, each in signs.items() if each is not None}
    sources = sources_of(practice, wanted.form_id) if wanted.name == ANSWERS else NO_SOURCES
    return Gathered(practice.subject, practice.round, copies, signed, sources)


def _copied(practice: OpenPractice, form_id: str) -> tuple[Submission, LoadedForm]:
    """A copy of a submission with its form; one not begun is printed empty and stays so."""
    if practice.listed(form_id) is None:
        loaded = shipped_form(form_id)
        nothing = Submission(
            subject=practice.subject,
            form_id=form_id,
            round=practice.round,
            form_version=loaded.form.version,
            form_hash=loaded.hash,
            return_id="",
            assessed_on=_assessed_on(practice),
        )
        return nothing, loaded
    opened = practice.open_return(form_id)
    copied = replace(
        opened.submission,
        answers=opened.sheet.answers.copy(),
        route=opened.sheet.route,
        assessed_on=opened.sheet.today,
    )
    return copied, opened.sheet.loaded


def _assessed_on(practice: OpenPractice) -> date:
    """The day of the practice's stocktake, or of today where that is not begun either."""
    if practice.listed(STOCKTAKE) is None:
        return datetime.now().astimezone().date()
    return practice.sheet(STOCKTAKE).today


def make_document(
    gathered: Gathered,
    wanted: Wanted,
    stop: threading.Event | None = None,
    report: Report | None = None,
) -> Document:
    """Lay out the document.

    Args:
        gathered: the practice, as it stood.
        wanted: which document, and how.
        stop: looked at between charts.
        report: told what is being done.

    Raises:
        StocktakeError: ``document_stopped``.
    """
    data: object
    if wanted.name == PARTNERS:
        data = _partners(gathered, wanted, stop or threading.Event(), report)
    elif wanted.name == ANSWERS:
        sheet = gathered.sheet(wanted.form_id)
        about = gathered.about(wanted.form_id)
        data = MyAnswersData(
            about, sheet, wanted.sections, wanted.with_notes, *gathered.sources.printed
        )
    else:
        loaded = shipped_form(wanted.form_id)
        about = gathered.about()
        data = BlankFormData(about, loaded, wanted.sections, wanted.is_full)
    return DOCUMENTS[wanted.name].write(data)


def _partners(
    gathered: Gathered, wanted: Wanted, stop: threading.Event, report: Report | None
) -> PartnersData:
    stocktake, expectations = gathered.sheet(STOCKTAKE), gathered.sheet(EXPECTATIONS)
    plan = plan_of(stocktake, expectations, gathered.round)
    year = looked_ahead_to(plan)
    pictures = {}
    charts = _charts(plan, stocktake, wanted.certainty, year)
    for number, (place, (name, data)) in enumerate(charts.items(), start=1):
        if stop.is_set():
            raise StocktakeError("document_stopped", "It was stopped.", "Nothing was written.")
        if report is not None:
            report(number, len(charts) + 1, f"Drawing chart {number} of {len(charts)}")
        pictures[place] = _picture(name, data, gathered.is_sample)
    asked = stocktake.loaded.questions[f"{TOP_FIVE_TABLE}_confirmed_by"]
    by = show(stocktake.value(asked.id), asked)
    return PartnersData(
        gathered.about(STOCKTAKE, EXPECTATIONS), plan, wanted.certainty, year, pictures, by
    )


def _charts(
    plan: PracticePlan, stocktake: Sheet, certainty: Certainty, year: int
) -> dict[str, tuple[str, object]]:
    """The charts that have something to say, by their place in the paper."""
    found: dict[str, tuple[str, object]] = {}
    table, at = plan.gaps[certainty], plan.years.years.index(year)
    rated = sum(row.level.answered for row in table.domains)
    if any(row.cells[at].kind is CellKind.GAP for row in table.domains):
        found[LEVELS_PICTURE] = (
            "now_and_needed",
            practice_charts.now_and_needed(plan, certainty, year),
        )
    elif rated >= RATINGS_BEFORE_FIRST_CHART:
        found[LEVELS_PICTURE] = ("levels_so_far", practice_charts.levels_so_far(stocktake))
    needed = plan.resources[certainty]
    if needed.people or needed.rows_costed:
        found[MONEY_PICTURE] = ("resources", practice_charts.resources(plan, certainty))
    return found


def _picture(name: str, data: object, is_sample: bool) -> Figure:
    mark = SAMPLE_WATERMARK if is_sample else ""
    chart = CHARTS[name].draw(data, Paper(PRINT, width=CHART_WIDTH, height=1, watermark=mark))
    file = BytesIO()
    chart.figure.savefig(file, format="png", dpi=SAVED_DOTS_PER_INCH)
    return Figure(file.getvalue(), f"{chart.title}. {chart.alt_text}")


def proposed_name(gathered: Gathered, wanted: Wanted, ending: str) -> str:
    """A name for the file that every system takes.

    Args:
        gathered: whose document it is.
        wanted: which document.
        ending: of the name, with its dot.
    """
    submission, _ = gathered.submissions[STOCKTAKE]
    titles = [DOCUMENTS[wanted.name].name]
    if wanted.name != PARTNERS:
        titles.append(shipped_form(wanted.form_id).form.title)
    stem = Path(file_name(replace(submission, signed=None), " ".join(titles))).stem
    plain = stem.removesuffix(DRAFT).strip()
    if wanted.name == BLANK:
        return f"{plain}{ending}"
    forms = (STOCKTAKE, EXPECTATIONS) if wanted.name == PARTNERS else (wanted.form_id,)
    return f"{plain} {gathered.state(*forms)}{ending}"


def word_bytes(document: Document, moment: datetime) -> bytes:
    """Write a document as a Word file.

    Args:
        document: as laid out.
        moment: of writing, with its time zone.
    """
    # python-docx is wanted only now.
    from stocktake.documents.word import to_word

    return to_word(document, moment)


def save_file(data: bytes, path: Path) -> Path:
    """Put a finished file in its place, whole or not at all.

    Raises:
        StocktakeError: the folder or disk would not take it; what was there before still is.
    """
    try:
        handle, draft = begin_draft(path.parent)
    except OSError as error:
        raise not_written(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(0o644)
        move_into_place(draft, path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        # On a drive that has gone it cannot be removed either; why is being said.
        with contextlib.suppress(OSError):
            draft.unlink()
    return path
