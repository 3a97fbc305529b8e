"""What a card says of itself, what still keeps it from being published, and publishing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.documents.blocks import Document
from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.types import NotUnderstood, parse
from stocktake.rates.card import LICENCES, SCOPE_WORDS, ChangeNote, RateCard
from stocktake.rates.card_words import SCOPE_LABELS
from stocktake.rates.publishing import ReadCard
from stocktake.rates.uplift import rebased
from stocktake.tasks.publish_card import PublishedFiles, publish_card, what_stops, who_is_named
from stocktake.ui.files import choose_folder
from stocktake.ui.jobs import Job, Jobs
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.printing import to_pdf
from stocktake.ui.rate_card.figure_fields import FigureFields, Spec
from stocktake.ui.rate_card.publish_words import SCOPE_FOLD, gathered
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.saved_panel import SavedPanel
from stocktake.units import date_in_words, year_from_label, year_label

ABOUT = (
    "Publishing writes the card as a workbook whose prices are formulas, a PDF, a web page and a "
    "JSON file. A published version never changes: a correction is a new version."
)
READY = "Nothing keeps it from being published."
LOOKED_AT = "I have looked at these, and none of them is a person's name or number"
DAYS = ("effective_from", "effective_to", "review_on", "adopted_on")
IDENTITY = (
    Spec("title", "Title", "text"),
    Spec("publisher", "Published by", "text"),
    Spec("contact_role", "Whom to ask, as a role", "text"),
    Spec("area", "Area it covers", "text"),
    Spec("list_size", "Patients covered"),
    Spec("base_year", "Year the prices are of", "text", "The financial year, such as 2026/27"),
    Spec("effective_from", "First day it applies", "text", "Such as 1 April 2027"),
    Spec("effective_to", "Last day it applies", "text"),
    Spec("review_on", "Day it is looked at again", "text"),
    Spec("version", "Version", "text", "Method. Price or line. Wording: such as 1.0.0"),
    Spec("change", "What changed in this version", "text"),
)
ADOPTION = (
    Spec("adopted_by", "Body that adopted it", "text"),
    Spec("adopted_on", "Day it was adopted", "text"),
)
STATUSES = (
    ("draft", "Draft"),
    ("consultation", "Proposed, for consultation"),
    ("adopted", "Adopted"),
)
_DAY = Question(id="day", type="date", label="Day")


class PublishPanel(Card):
    """Fields of the card itself, the list of what is missing, and the button.

    Signals:
        edited: (the card as it would be, what was changed in words).
        published: the PublishedFiles that were written.
    """

    edited = Signal(object, str)
    published = Signal(object)

    def __init__(
        self, jobs: Jobs, folder: Callable[[], Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._folder = jobs, folder
        self._card: RateCard | None = None
        self._today = date.min
        self._earlier: tuple[ReadCard, ...] = ()
        self.identity = FigureFields(IDENTITY)
        self.scope = FigureFields([Spec(n, SCOPE_LABELS[n], "text") for n in SCOPE_WORDS])
        self.status = OneOf("Status", STATUSES, in_row=True)
        self.adoption = FigureFields(ADOPTION)
        self.licence = OneOf("Licence", [(each, each) for each in LICENCES], in_row=True)
        self.stops = Words()
        self.named = Words()
        self.looked_at = OptionRow(LOOKED_AT, is_one_of=False)
        self.notice = Notice()
        self._strip = ProgressStrip()
        self.publish_button = PlainButton("Publish…")
        self.saved = SavedPanel()
        self._scope_fold = Collapsible(SCOPE_FOLD, self.scope)
        for widget in (
            Heading("Publish this card"),
            Hint(ABOUT),
            self.identity,
            self.status,
            self.adoption,
            self.licence,
            self._scope_fold,
            self.stops,
            self.named,
            self.looked_at,
            self.notice,
            self._strip,
            self.publish_button,
            self.saved,
        ):
            self.add(widget)
        self.column.setSpacing(SPACE_BLOCK)
        self._connect()

    def _connect(self) -> None:
        for fields in (self.identity, self.adoption):
            fields.edited.connect(self._on_field_edited)
        self.scope.edited.connect(self._on_scope_edited)
        self.status.chosen.connect(self._on_status_chosen)
        self.licence.chosen.connect(self._on_licence_chosen)
        self.looked_at.clicked.connect(self._on_looked_at)
        self.publish_button.clicked.connect(self._on_publish_clicked)

    def show_card(
        self,
        card: RateCard,
        today: date,
        *,
        read_only: bool,
        earlier: tuple[ReadCard, ...] = (),
    ) -> None:
        """Show what the card says of itself, and what still keeps it from being published.

        Args:
            card: the card in hand.
            today: stands beside what changed in a version.
            read_only: nothing can be changed.
            earlier: versions of it that were published before.
        """
        self._today = today
        self._earlier = earlier
        if self._card is not None and card != self._card:
            self.looked_at.set_chosen(False)
            self.saved.hide()
        self._card = card
        values = _values(card)
        self.identity.show_values(values, read_only=read_only)
        # Pooled costs are all of one year, which is theirs.
        self.identity.set_shown("base_year", not card.is_pooled)
        self.adoption.show_values(values, read_only=read_only)
        scope: dict[str, Value | None] = {n: getattr(card.scope, n) or None for n in SCOPE_WORDS}
        self.scope.show_values(scope, read_only=read_only)
        self.status.set_choice(card.status)
        self.licence.set_choice(card.licence)
        for choice in (self.status, self.licence):
            choice.setEnabled(not read_only)
        self.adoption.setVisible(card.status == "adopted")
        self._say_what_stops(card)

    def flush(self) -> None:
        """Hand over what is half typed."""
        for fields in (self.identity, self.adoption, self.scope):
            fields.flush()

    def publish_into(self, folder: Path) -> None:
        """Publish the card into a folder."""
        if self._card is None:
            return
        job = Job("Publishing the card")
        self._strip.watch(job)
        self.notice.clear()
        work = partial(_published, self._card, folder, job, self._earlier)
        self._jobs.start(work, self._on_published, self._say, job)

    def _say_what_stops(self, card: RateCard) -> None:
        stops = what_stops(card)
        named = who_is_named(card) if not stops else ()
        words = ("Still to do before it can be published:", *gathered(stops))
        self.stops.setText("\n".join(words) if stops else READY)
        self.named.setText("\n".join(f"{each.where}: {each.what}" for each in named))
        self.named.setVisible(bool(named))
        self.looked_at.setVisible(bool(named))
        is_ready = not stops and (not named or self.looked_at.isChecked())
        self.publish_button.setEnabled(is_ready)

    def _change(self, what: str, **fields: Any) -> None:
        if self._card is not None:
            changed = msgspec.structs.replace(self._card, **fields)
            if changed != self._card:
                self.edited.emit(changed, what)

    @Slot(str, object)
    def _on_field_edited(self, key: str, value: Value | None) -> None:
        card = self._card
        if card is None:
            return
        self.notice.clear()
        name = next(spec.name for spec in (*IDENTITY, *ADOPTION) if spec.key == key)
        if key in DAYS:
            self._keep_day(key, name, str(value or ""))
        elif key == "base_year":
            self._keep_year(name, str(value or ""))
        elif key == "list_size":
            self._change(name, list_size=int(value) if isinstance(value, Decimal) else 0)
        elif key == "change":
            self._change(name, changes=_with_note(card, str(value or ""), self._today))
        else:
            self._change(name, **{key: str(value or "").strip()})

    def _keep_year(self, name: str, typed: str) -> None:
        """Take another base year; rises up to it are gone by, and undo brings them back."""
        card = self._card
        if card is None:
            return
        try:
            year = year_label(year_from_label(typed.strip()))
        except ValueError:
            self.identity.editor("base_year").show_error("Write it as 2027/28.")
            return
        self._change(name, base_year=year, uplift=rebased(card.uplift, year))

    def _keep_day(self, key: str, name: str, typed: str) -> None:
        try:
            day = parse(typed, _DAY) if typed.strip() else None
        except NotUnderstood:
            fields = self.adoption if key == "adopted_on" else self.identity
            fields.editor(key).show_error("Write it as 1 April 2027.")
            return
        self._change(name, **{key: day if isinstance(day, date) else None})

    @Slot(str, object)
    def _on_scope_edited(self, key: str, value: Value | None) -> None:
        if self._card is not None:
            scope = msgspec.structs.replace(self._card.scope, **{key: str(value or "").strip()})
            self._change(f"Every line: {SCOPE_LABELS[key].lower()}", scope=scope)

    @Slot(str)
    def _on_status_chosen(self, status: str) -> None:
        self._change("Status", status=status)

    @Slot(str)
    def _on_licence_chosen(self, licence: str) -> None:
        self._change("Licence", licence=licence)

    @Slot()
    def _on_looked_at(self) -> None:
        if self._card is not None:
            self._say_what_stops(self._card)

    @Slot()
    def _on_publish_clicked(self) -> None:
        self.flush()
        if not self.publish_button.isEnabled():
            # What was half typed is to be looked at first, or keeps the card back.
            return
        folder = choose_folder(self, "Folder of the published versions", str(self._folder()))
        if folder is not None:
            self.publish_into(folder)

    @Slot(object)
    def _on_published(self, made: PublishedFiles) -> None:
        self.notice.say("done", f"SHA-256 {made.published.sha256}", "The card is published")
        workbook = next(path for path in made.files if path.suffix == ".xlsx")
        self.published.emit(made)
        self.saved.show_file(workbook)

    @Slot(object)
    def _say(self, fault: StocktakeError) -> None:
        self.notice.say("problem", f"{fault.what} {fault.how_to_fix}")


def _values(card: RateCard) -> dict[str, Value | None]:
    values: dict[str, Value | None] = {}
    for spec in (*IDENTITY, *ADOPTION):
        if spec.key == "change":
            notes = [each.words for each in card.changes if each.version == card.version]
            values[spec.key] = notes[-1] if notes else None
            continue
        held = getattr(card, spec.key)
        if isinstance(held, date):
            values[spec.key] = date_in_words(held)
        elif isinstance(held, int):
            values[spec.key] = Decimal(held) if held else None
        else:
            values[spec.key] = held or None
    return values


def _with_note(card: RateCard, words: str, today: date) -> tuple[ChangeNote, ...]:
    """The change log with these words for the card's version."""
    others = tuple(each for each in card.changes if each.version != card.version)
    if not words.strip():
        return others
    return (*others, ChangeNote(version=card.version, made_on=today, words=words.strip()))


def _published(
    card: RateCard, folder: Path, job: Job, earlier: tuple[ReadCard, ...]
) -> PublishedFiles:
    def as_pdf(document: Document) -> bytes:
        return to_pdf(document, job.stop)

    now = datetime.now(UTC).astimezone()
    return publish_card(card, folder, now, as_pdf, names_looked_at=True, earlier=earlier)
