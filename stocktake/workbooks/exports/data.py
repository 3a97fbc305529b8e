"""What an exported workbook is made from: plain values, already cut down to what leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from stocktake.merge.figures import Figures
from stocktake.planning.plan import PracticePlan
from stocktake.questionnaire.form import Column, Indicator, Question, Section
from stocktake.questionnaire.indicators import Figure
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.share_note import ShareNote

DRAFT = "DRAFT"
"""The mark of a workbook that nobody has signed off."""


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question on an answer sheet.

    Attributes:
        columns: for a table, the columns that are shown.
        starters: for a table to be filled in, rows offered that nobody has answered yet.
        hint: stands under the question.
    """

    question: Question
    columns: tuple[Column, ...] = ()
    starters: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section with the questions that are shown, in order."""

    section: Section
    questions: tuple[ShownQuestion, ...]


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """One submission as it leaves, and how it is laid out.

    Attributes:
        loaded: the form its answers were given to.
        submission: holds only what leaves; it becomes a member of the payload.
        sections: what stands on the answer sheets; every answer of the submission is among it.
        is_to_fill_in: the sheets are for answering, with all that helps to answer beside.
    """

    loaded: LoadedForm
    submission: Submission
    sections: tuple[ShownSection, ...]
    is_to_fill_in: bool = False


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """An indicator that leaves, as its form describes it and as it works out."""

    indicator: Indicator
    figure: Figure


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A published figure, and the answer that leaves beside it.

    Attributes:
        answer: in words; empty where none leaves.
        standing: how the answer stands to the figure.
        published: word for word as it was published.
        difference, percent: the answer less the figure; percent is of the figure.
        note: what to know of the figure.
    """

    question: str
    answer: str
    standing: str
    source: str
    period: str
    published: str
    difference: Decimal | None = None
    percent: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PublishedRows:
    """The published figures of a workbook, and the lines that go with them, each once."""

    rows: tuple[PublishedRow, ...] = ()
    attributions: tuple[str, ...] = ()


NOTHING_PUBLISHED = PublishedRows()
"""Where nothing is published, or none of it is known here."""


@dataclass(frozen=True, slots=True)
class SignOffBlock:
    """The sign-off as the Read me sheet prints it: the one place where names stand.

    Attributes:
        version: the number of the signed version.
        name, role, signed_on, statement: who signed it, when, and what they confirmed.
        second_name, second_role: of a second person; blank when there was none.
        copies: the title of each form and the SHA-256 of its signed copy.
    """

    version: int
    name: str
    role: str
    signed_on: date
    statement: str
    second_name: str
    second_role: str
    copies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookData:
    """Everything one workbook says.

    Attributes:
        forms: the submissions, in the order of the payload's members.
        plan: worked out from those submissions alone, so that no sheet says more than they do.
        figures: the indicators that leave.
        shared: what was shared, in sentences for the Read me sheet.
        held_domains: domains with a rating that stays in the practice.
        has_prices: services or prices are in it, so that the caution is printed.
        written_at: the moment of writing; it has a time zone.
        made_by: name and version of the program.
        is_draft: it may be marked as a draft; a PCN workbook never is.
        sign_off: who signed it; None is a draft.
        share: which sections are shared out in it, where that is what it is.
        published: published figures beside the answers.
        counted: what its returns come to in a merge.
    """

    forms: tuple[FormAnswers, ...]
    shared: tuple[str, ...]
    written_at: datetime
    made_by: str
    plan: PracticePlan | None = None
    figures: tuple[ShownFigure, ...] = ()
    held_domains: frozenset[str] = frozenset()
    has_prices: bool = False
    is_draft: bool = True
    sign_off: SignOffBlock | None = None
    share: ShareNote | None = None
    published: PublishedRows = NOTHING_PUBLISHED
    counted: Figures | None = None

    @property
    def first(self) -> Submission:
        """The submission whose subject, round and date the workbook goes by."""
        return self.forms[0].submission

    @property
    def mark(self) -> str:
        """What stands at the head of every page and in the properties; a PCN workbook has none."""
        if self.sign_off is not None:
            return f"SIGNED v{self.sign_off.version}"
        return DRAFT if self.is_draft else ""

    @property
    def is_sample(self) -> bool:
        """Whether any of it is made up."""
        return any(form.submission.sample for form in self.forms)
