"""The workbook of an area being written: its pages, and what they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from openpyxl import Workbook

from stocktake import __version__
from stocktake.merge.area import AreaView
from stocktake.merge.scales import Scale
from stocktake.questionnaire.form import SubjectKind
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.units import date_in_words
from stocktake.workbooks.exports.data import FormAnswers, WorkbookData
from stocktake.workbooks.exports.group_page import GroupPage
from stocktake.workbooks.exports.look import sheet_title
from stocktake.workbooks.exports.page import Book

MADE_BY = f"Stocktake {__version__}"

_KINDS: dict[Scale, SubjectKind] = {
    Scale.PCN: "pcn",
    Scale.LOCALITY: "place",
    Scale.SYSTEM: "system",
}


@dataclass
class AreaBook(Book):
    """One workbook of an area."""

    seen: AreaView = field(kw_only=True)

    def page(self, title: str, heading: str, *, is_wide: bool = True) -> AreaPage:
        """Begin a sheet; as ``Book.page``."""
        name = sheet_title(title, self.workbook.sheetnames)
        page = AreaPage(self, self.workbook.create_sheet(name))
        page.is_wide = is_wide
        about = f" - {self.seen.name}, {self.seen.round}"
        page.put(1, heading if heading.endswith(".") else heading + about, "title")
        page.row = 2
        return page

    @property
    def as_at(self) -> str:
        """When what is counted was assessed, in words."""
        days = self.seen.days
        if days is None:
            return ""
        first, last = date_in_words(days.first), date_in_words(days.last)
        return f"As at {last}" if first == last else f"As at {first} to {last}"

    def base(self, kind: str) -> str:
        """What a kind of figure rests on: "Needs from 3 of 4 practices, 71% of patients"."""
        return f"{kind.capitalize()} from {self.seen.figures.bases[kind].words}."

    def options(self, field_id: str) -> dict[str, str]:
        """Labels of a question's options, by code."""
        return {each.code: each.label for each in shipped_form(STOCKTAKE).fields[field_id].choice}


class AreaPage(GroupPage):
    """One page of an area's workbook."""

    def __init__(self, book: AreaBook, sheet: object) -> None:
        super().__init__(book, sheet)
        self.area = book

    def finish(self) -> None:
        """Set the sheet up for printing, with the area in the header."""
        super().finish()
        seen = self.area.seen
        name = f"{seen.name}, {seen.round}"
        self.name_group(name, self.area.as_at, is_sample=seen.figures.is_sample)


def begun(seen: AreaView) -> AreaBook:
    """Begin a workbook without sheets, dated by its newest answer and never by the clock."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.title = f"{seen.scale} workbook of {seen.name}, {seen.round}"
    newest = max(group.last_day for group in seen.groups)
    form = shipped_form(STOCKTAKE)
    of_the_area = Submission(
        subject=Subject(_KINDS[seen.scale], "", seen.name),
        form_id=STOCKTAKE,
        round=seen.round,
        form_version=form.form.version,
        form_hash=form.hash,
        return_id="",
        assessed_on=newest,
        sample=seen.figures.is_sample,
    )
    data = WorkbookData(
        forms=(FormAnswers(form, of_the_area, ()),),
        shared=(),
        written_at=datetime.combine(newest, time(12), UTC),
        made_by=MADE_BY,
        is_draft=False,
    )
    return AreaBook(workbook, data, seen=seen)
