"""A published rate card as a workbook whose prices are live formulas, to be traced cell by cell."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from stocktake.rates.card_words import (
    CAUTION,
    HOW_TO_CHECK,
    PROPOSED,
    SCOPE_LABELS,
    identity_rows,
    method_of,
    role_source,
)
from stocktake.rates.pricing import hour_of, price_card
from stocktake.rates.publishing import Published
from stocktake.rates.rate_settings import UNSOURCED, shipped_rate_settings
from stocktake.units import date_in_words
from stocktake.workbooks.card_layout import (
    CARRIED_KEY,
    CARRIED_SHEET,
    FRONT_SHEET,
    PRICE,
    to_payload,
)
from stocktake.workbooks.cell_text import clean_text, write_text
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.exports.card_page import (
    EXACT,
    FIRST,
    POUNDS,
    SHARE,
    CardPage,
    Head,
    Worked,
)
from stocktake.workbooks.exports.look import BODY_SIZE, FONT, Looks
from stocktake.workbooks.exports.pooled_sums import PooledSums
from stocktake.workbooks.exports.rate_card_sums import (
    LINES,
    PARTS,
    ROLES,
    SETTINGS,
    YEARS,
    Sums,
)
from stocktake.workbooks.marks import CARD_MARK

_FORMATS = {"share": SHARE, "days": "#,##0.##", "pounds_a_year": POUNDS, "pounds_an_hour": POUNDS}
_UNITS = {"share": "", "days": "days", "pounds_a_year": "£ a year", "pounds_an_hour": "£ an hour"}
_FACTOR, _HOURS = "0.000000", "#,##0.00##"
_UNLESS = " Unless a line below says otherwise."
_ONE_PAGE = 30
"""Lines that fit the first page; with more of them the headings are repeated."""

_FIRST_PARTS = (
    "Every price below is a formula. Follow it through the sheets Price parts, Lines, Roles and "
    "Settings, which are set out in the order of the sum."
)
_POOLED_PARTS = (
    "Every price below is a formula. Follow it through the sheets Price parts, Lines and Settings, "
    "which are set out in the order of the sum."
)
_POOLED_SAY = (
    "A year's costs of all practices of the pool together, never of one. Type other figures to see "
    "what prices become."
)
_LINES_SAY = "What goes into one unit of each line. Type other figures to see what prices become."


class _Writer:
    """Writes the sheets of one card."""

    def __init__(self, published: Published) -> None:
        self.card = published.card
        self.sha256 = published.sha256
        self.priced = price_card(published.card)
        self.workbook = Workbook()
        self.workbook._named_styles["Normal"].font = Font(name=FONT, size=BODY_SIZE)
        self.looks = Looks()

    def write(self) -> Workbook:
        """Write all the sheets; the first is what is read first and is written last."""
        front = self._begin(FRONT_SHEET, self.workbook.active)
        settings = self._begin(SETTINGS)
        roles = None if self.card.is_pooled else self._begin(ROLES)
        lines, parts, years = self._begin(LINES), self._begin(PARTS), self._begin(YEARS)
        setting_at, factor_at = self._settings(settings)
        sums = (
            PooledSums(self.priced, setting_at["uplift"], factor_at)
            if roles is None
            else Sums(self.priced, setting_at, self._roles(roles), factor_at)
        )
        for page, title, words, fill in (
            (lines, "What goes into each line", self._lines_say, sums.lines),
            (parts, "How each price is made", "Pounds for one unit.", sums.parts),
            (years, "Prices by year", "Always worked out from base-year values.", sums.years),
        ):
            self._titled(page, title, words)
            fill(page)
            self._finish(page)
        self._front(front, sums.price_column)
        self._scope(self._begin("Scope"))
        self._changes(self._begin("Changes"))
        return self.workbook

    @property
    def _lines_say(self) -> str:
        return _POOLED_SAY if self.card.is_pooled else _LINES_SAY

    def _begin(self, title: str, sheet: Any = None) -> CardPage:
        sheet = sheet or self.workbook.create_sheet()
        sheet.title = title
        return CardPage(sheet, self.looks)

    def _titled(self, page: CardPage, title: str, words: str) -> None:
        page.say(title, "title")
        page.say(words)
        page.row = FIRST - 1

    def _finish(self, page: CardPage, *, is_wide: bool = True) -> None:
        page.finish(self.card, self.sha256, is_wide=is_wide)

    def _front(self, page: CardPage, price_column: str) -> None:
        write_text(page.sheet.cell(1, 1), CARD_MARK)
        page.say(self.card.title, "title")
        page.say(f"{self.card.publisher}. {self.card.status_in_words}.")
        page.row += 1
        for label, words in identity_rows(self.card):
            self._pair(page, label, words)
        page.row += 1
        heads = (Head("Line", 42), Head("Unit", 60), Head(PRICE, 14, POUNDS))
        page.headings(heads, repeats=len(self.priced.lines) > _ONE_PAGE)
        for number, each in enumerate(self.priced.lines):
            formula = f"='{PARTS}'!{price_column}{FIRST + number}"
            price = Worked(formula, Fraction(each.price_gbp))
            page.values(heads, [each.line.name, each.line.unit, price], each.line.id)
        page.row += 1
        if not self.card.status_in_words.startswith("Adopted"):
            self._pair(page, "Proposed", PROPOSED)
        self._pair(page, "How to read it", _POOLED_PARTS if self.card.is_pooled else _FIRST_PARTS)
        self._pair(page, "How prices are made", method_of(self.card))
        self._pair(page, "Competition", CAUTION)
        self._pair(page, "SHA-256", self.sha256)
        self._pair(page, "Checking a copy", HOW_TO_CHECK)
        self._finish(page, is_wide=False)
        page.sheet.freeze_panes = None

    def _pair(self, page: CardPage, label: str, words: str) -> None:
        page.put(2, label, "label")
        page.put(3, words, "text")
        page.row += 1

    def _settings(self, page: CardPage) -> tuple[dict[str, str], list[tuple[str, str]]]:
        """Write the settings and the rises; say where each is."""
        self._titled(page, "What all lines share", "Each figure with its source.")
        heads = (
            Head("Figure", 44),
            Head("Value", 14, POUNDS),
            Head("Unit", 12),
            Head("Source", 60),
            Head("Checked on", 18),
        )
        page.headings(heads)
        at = {}
        for each in self.card.settings:
            at[each.id] = f"{SETTINGS}!$C${page.row}"
            start = shipped_rate_settings().setting(each.id)
            checked = date_in_words(each.checked_on) if each.checked_on else ""
            source = each.source or UNSOURCED
            row = page.row
            page.values(heads, [start.label, each.value, _UNITS[start.unit], source, checked])
            page.sheet.cell(row, 3).number_format = _FORMATS[start.unit]
        if self.card.settings:
            page.let_type(f"C{FIRST}:C{page.row - 1}")
        page.row += 1
        factors = self._rises(page)
        self._finish(page)
        return at, factors

    def _rises(self, page: CardPage) -> list[tuple[str, str]]:
        page.say("How prices rise", "section")
        heads = (
            Head("Financial year"),
            Head("Rise in pay", 14, SHARE),
            Head("Rise in other costs", 14, SHARE),
            Head("Edition and source"),
            Head("Pay since the base year", 18, _FACTOR),
            Head("Other costs since the base year", 18, _FACTOR),
        )
        page.headings(heads, repeats=False)
        pay = other = Fraction(1)
        at = [(f"{SETTINGS}!$F${page.row}", f"{SETTINGS}!$G${page.row}")]
        page.values(heads, [self.card.base_year, None, None, "Base year", 1, 1])
        for each in self.card.uplift.years:
            row = page.row
            pay *= 1 + Fraction(each.pay)
            other *= 1 + Fraction(each.other)
            said = ", ".join(filter(None, (each.edition, each.source))) or UNSOURCED
            grown_pay = Worked(f"=F{row - 1}*(1+C{row})", pay)
            grown_other = Worked(f"=G{row - 1}*(1+D{row})", other)
            page.values(heads, [each.year, each.pay, each.other, said, grown_pay, grown_other])
            at.append((f"{SETTINGS}!$F${row}", f"{SETTINGS}!$G${row}"))
        return at

    def _roles(self, page: CardPage) -> dict[str, str]:
        """Write what an hour of each role costs; say where each stands."""
        self._titled(page, "What an hour of each role costs", "No one person's pay is shown.")
        heads = (
            Head("Role", 30),
            Head("Cost of the time £", 16, POUNDS),
            Head("Bookable hours in it", 14, _HOURS),
            Head("An hour £", 12, EXACT),
            Head("Hours a year of one WTE", 16, _HOURS),
            Head("Stands on", 60),
        )
        page.headings(heads)
        at = {}
        for role in self.card.roles:
            row = page.row
            at[role.id] = f"{ROLES}!$E${row}"
            hour = Worked(f"=C{row}/D{row}", hour_of(role, self.card))
            yearly = role.bookable_hours_a_year or None
            stands_on = role_source(role)
            figures = (role.label, role.cost_gbp, role.hours, hour, yearly, stands_on)
            page.values(heads, figures, role.id)
        if self.card.roles:
            page.let_type(f"C{FIRST}:D{page.row - 1}")
        self._finish(page)
        return at

    def _scope(self, page: CardPage) -> None:
        self._titled(page, "What each line is for", "What one price buys, and what it does not.")
        shared = [(name, getattr(self.card.scope, name)) for name in SCOPE_LABELS]
        own = [name for name in SCOPE_LABELS if self._is_said_by_a_line(name)]
        for name, words in shared:
            if words:
                self._pair(page, SCOPE_LABELS[name], f"{words}{_UNLESS * (name in own)}")
        page.row += 1
        heads = (Head("Line", 40), *(Head(SCOPE_LABELS[name], 80 // len(own)) for name in own))
        if own:
            page.headings(heads)
            for line in self.card.lines:
                words = [getattr(line.scope.filled_from(self.card.scope), name) for name in own]
                page.values(heads, [line.name, *words], line.id)
        page.widen(3, 80 // max(1, len(own)) if own else 80)
        self._finish(page, is_wide=len(own) > 1)

    def _is_said_by_a_line(self, name: str) -> bool:
        return any(getattr(line.scope, name) for line in self.card.lines)

    def _changes(self, page: CardPage) -> None:
        self._titled(page, "What changed", "A published version never changes.")
        heads = (Head("Version", 12), Head("Made on", 20), Head("What changed", 90))
        page.headings(heads)
        for each in self.card.changes:
            page.values(heads, [each.version, date_in_words(each.made_on), each.words])
        self._finish(page)


def save_rate_card(path: Path, published: Published, written_at: datetime) -> None:
    """Write a published card as a workbook.

    Args:
        path: where it shall be; a file already there is replaced at the very end.
        published: the card, as ``publishing.published`` made it.
        written_at: the moment; it has a time zone.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    workbook = _Writer(published).write()
    payload = to_payload(published.text)
    carried = workbook.create_sheet(CARRIED_SHEET)
    for row, (key, value) in enumerate(((CARD_MARK, "1"), (CARRIED_KEY, payload)), 1):
        write_text(carried.cell(row, 1), key)
        rest, column = value, 2
        while rest:
            rest = write_text(carried.cell(row, column), rest)
            column += 1
    carried.sheet_state = "veryHidden"
    title = f"{published.card.title}, version {published.card.version}"
    workbook.properties.title = clean_text(title)
    save_workbook(workbook, path, payload, written_at)
