"""A PCN workbook being written: what it is made from, and its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from openpyxl.styles import PatternFill

from stocktake.merge.collection import Collection
from stocktake.merge.member import STOCKTAKE_FORM
from stocktake.merge.pcn import PcnView
from stocktake.merge.versions import Version, VersionKey
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.own_rows import with_own_rows
from stocktake.units import date_in_words
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.exports.fitting import pages_across
from stocktake.workbooks.exports.group_page import GroupPage
from stocktake.workbooks.exports.look import set_page, sheet_title
from stocktake.workbooks.exports.page import Book, Content
from stocktake.workbooks.exports.pcn_names import Names, names_of
from stocktake.workbooks.verdicts import ReadResult

_NONE_FILL = "lightUp"


@dataclass(frozen=True)
class PcnSource:
    """What a PCN workbook is made from.

    Attributes:
        seen: the PCN as its practices see it.
        collection: all that came, with what was decided.
        results: what came of reading each file, in an order that does not depend on them.
        names: what each practice is called.
        rulings: what else was decided, as plain texts.
    """

    seen: PcnView
    collection: Collection
    results: tuple[ReadResult, ...]
    names: Names
    rulings: tuple[Mapping[str, str], ...] = ()
    _forms: dict[VersionKey, LoadedForm] = field(default_factory=dict)

    @cached_property
    def counted(self) -> tuple[Version, ...]:
        """The returns that are counted, in the order of what their subjects are called."""
        return self._in_order(self.collection.counted(self.seen.round))

    @cached_property
    def others(self) -> tuple[tuple[Version, str], ...]:
        """The returns that are kept and not counted, each with the reason."""
        left = self.collection.left_out(self.seen.round)
        why = {(each.version.identity, each.version.key): each.why for each in left}
        ordered = self._in_order(each.version for each in left)
        return tuple((version, why[version.identity, version.key]) for version in ordered)

    def _in_order(self, versions: Iterable[Version]) -> tuple[Version, ...]:
        def place(version: Version) -> tuple[object, ...]:
            subject = version.submission.subject
            label = self.names.of(subject)
            named = self.names.is_named(subject)
            length = 0 if named else len(label)
            is_other = version.identity.form_id != STOCKTAKE_FORM
            return (not named, length, label, is_other, version.identity, version.key)

        return tuple(sorted(versions, key=place))

    @property
    def newest(self) -> date:
        """The newest assessment date; what the workbook is dated by."""
        return max(version.submission.assessed_on for version in self.collection.versions)

    @cached_property
    def as_at(self) -> str:
        """The assessment dates of what is counted, in words."""
        days = [version.submission.assessed_on for version in self.counted]
        first, last = min(days), max(days)
        if first == last:
            return f"As at {date_in_words(last)}"
        return f"As at {date_in_words(first)} to {date_in_words(last)}"

    def form(self, version: Version) -> LoadedForm:
        """The form of a return with the cards of its own expectations."""
        if version.key not in self._forms:
            loaded = shipped_form(version.submission.form_id)
            self._forms[version.key] = with_own_rows(loaded, version.submission.answers)
        return self._forms[version.key]

    def options(self, field_id: str, form_id: str) -> dict[str, str]:
        """Labels of a question's options, by code."""
        field: Question | Column = shipped_form(form_id).fields[field_id]
        return {choice.code: choice.label for choice in field.choice}

    def label(self, field_id: str) -> str:
        """What a question of the stocktake is called."""
        return shipped_form("practice_stocktake").label(field_id)

    def base(self, kind: str) -> str:
        """What a kind of figure rests on: "needs from 3 of 4 practices, 71% of patients"."""
        return f"{kind} from {self.seen.bases[kind].words}"


def pcn_source(seen: PcnView, collection: Collection, results: Sequence[ReadResult]) -> PcnSource:
    """Gather what a PCN workbook is made from."""
    ordered = sorted(results, key=lambda each: (each.file_name, each.sha256, each.verdict))
    return PcnSource(
        seen, collection, tuple(ordered), names_of(collection, seen.labels, seen.letters)
    )


@dataclass
class PcnBook(Book):
    """One PCN workbook; every text on its pages goes without the names that are not to be seen."""

    source: PcnSource = field(kw_only=True)

    def page(self, title: str, heading: str, *, is_wide: bool = True) -> PcnPage:
        """Begin a sheet; as ``Book.page``."""
        name = sheet_title(title, self.workbook.sheetnames)
        page = PcnPage(self, self.workbook.create_sheet(name))
        page.is_wide = is_wide
        page.put(1, heading, "title")
        page.row = 2
        return page


class PcnPage(GroupPage):
    """One page of a PCN workbook."""

    def __init__(self, book: PcnBook, sheet: Any) -> None:
        super().__init__(book, sheet)
        self.pcn = book.source

    def put(self, column: int, value: Content, look: str, number_format: str = "General") -> Any:
        """Put a value in a cell of this row, without names that are not to be seen."""
        plain = self.pcn.names.plain(value) if isinstance(value, str) else value
        return super().put(column, plain, look, number_format)

    def hatch(self, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        """Hatch the cells of a block that hold words in the place of a number."""
        hatching = PatternFill(_NONE_FILL, fgColor="9AA5B1", bgColor="FFFFFF")
        for row in range(rows[0], rows[1] + 1):
            for column in range(columns[0], columns[1] + 1):
                cell = self.sheet.cell(row, column)
                if isinstance(cell.value, str):
                    cell.fill = hatching

    def finish(self) -> None:
        """Set the sheet up for printing, with the PCN in the header."""
        super().finish()
        self._name_pcn()

    def finish_plain(self, heading_row: int, printed: int = 0) -> None:
        """Set up a sheet of one long table whose rows are one line high.

        Args:
            heading_row: where its headings stand.
            printed: how many of its columns are printed; 0 prints them all.
        """
        self.sheet.freeze_panes = f"B{heading_row + 1}"
        widths = [self._widths[column] for column in sorted(self._widths)][: printed or None]
        across = pages_across(widths)
        set_page(self.sheet, self.book.data, heading_row, pages_across=across)
        if printed:
            self.sheet.print_area = f"A1:{column_letters(printed)}{max(self.row, heading_row)}"
        self._name_pcn()

    def _name_pcn(self) -> None:
        seen = self.pcn.seen
        name = f"{seen.pcn_name}, {seen.round}"
        self.name_group(name, self.pcn.as_at, is_sample=seen.is_sample)
