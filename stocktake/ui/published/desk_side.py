"""What the page of published figures asks of the desk: what is kept, what may change, and doing it.

Nothing else on the page speaks to the workspace.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from stocktake.errors import StocktakeError
from stocktake.opendata.pack import PackSource, from_bytes
from stocktake.opendata.release import Place
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.codes import is_published_code
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import keep_record
from stocktake.tasks.published_offers import Figures, Kept, Offer, to_take
from stocktake.ui.desk import Desk

MANAGER = "Practice manager"
OLD_ROUND = "This round is an older one, or is open to read only: nothing can be changed in it."


@dataclass(frozen=True, slots=True)
class KeptSet:
    """Files that were brought together, and are stopped being used together.

    Attributes:
        sources: the files the practice's figures are from, in order.
        count: figures about the practice.
    """

    id: int
    kept_at: datetime
    sources: tuple[PackSource, ...]
    count: int


class DeskSide(QObject):
    """The open practice's published figures.

    Signals:
        changed: other figures are kept than before.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    @property
    def practice(self) -> OpenPractice:
        """The open practice; only asked for while there is one."""
        if self.desk.practice is None:
            raise LookupError("no practice is open")
        return self.desk.practice

    @property
    def code(self) -> str:
        """The practice's code; empty when it has none that can be one."""
        code = self.practice.subject.code.strip().upper()
        return code if is_published_code(code) else ""

    def place(self) -> Place:
        """What the practice is known by in files that have no code for it."""
        postcode = self.figures().newest().get("practice.postcode")
        said = str(postcode.value.value or "") if postcode else ""
        district = self.sheet.answers[Address("profile.postcode_district")].usable
        return Place(self.code, self.practice.subject.name, said or str(district or ""))

    @property
    def sheet(self) -> Sheet:
        """The answers the figures stand beside."""
        return self.desk.sheet(STOCKTAKE)

    @property
    def why_locked(self) -> str:
        """Why nothing can be brought or accepted now, in words; empty when it can."""
        if not self.desk.is_locked(STOCKTAKE):
            return ""
        return self.desk.why_signed(STOCKTAKE) or OLD_ROUND

    def figures(self) -> Figures:
        """Everything kept for the practice."""
        return self.practice.published().figures() if self.code else Figures()

    def offers(self) -> tuple[Offer, ...]:
        """Every published figure that fits a question, beside its answer."""
        return self.practice.published().offers(self.sheet) if self.code else ()

    def sets(self) -> tuple[KeptSet, ...]:
        """What is in use, the newest first."""
        found: dict[int, list[Kept]] = {}
        for each in self.figures().kept:
            if each.is_in_use:
                found.setdefault(each.set_id, []).append(each)
        return tuple(
            KeptSet(
                number,
                kept[0].kept_at,
                tuple(dict.fromkeys(each.source for each in kept)),
                len(kept),
            )
            for number, kept in sorted(found.items(), reverse=True)
        )

    def known(self) -> frozenset[str]:
        """What every file in use is known by."""
        return frozenset(source.key for each in self.sets() for source in each.sources)

    def keep(self, contents: Iterable[bytes]) -> int:
        """Keep what was read; a set whose files all came again is used no more.

        Returns:
            How many figures about the practice were kept.

        Raises:
            StocktakeError: it could not be saved; nothing more was kept then.
        """
        store = self.practice.workspace.published_sets
        before, count = self.sets(), 0
        for content in contents:
            pack = from_bytes(content).pack
            if not store.keep(self.code, content, role=self.desk.role or MANAGER):
                continue
            count += len(pack.values)
            files = {each.key for each in pack.sources}
            for old in before:
                if {each.key for each in old.sources} <= files:
                    store.take_away(old.id)
        # So that every answer says when it was given, and those before this are told apart.
        self.desk.read_afresh()
        return count

    def stop_using(self, set_id: int) -> None:
        """Use some files no more; answers stay.

        Raises:
            StocktakeError: it could not be saved.
        """
        self.practice.workspace.published_sets.take_away(set_id)
        self.changed.emit()

    def accept(self, chosen: Sequence[Offer]) -> None:
        """Answer with published figures, as one change that one undo takes back."""
        sources = dict.fromkeys(each.kept.source_words for each in chosen)
        self.desk.answer_all(STOCKTAKE, to_take(self.sheet, chosen), f"From {'; '.join(sources)}")

    def set_code(self, code: str) -> None:
        """Give the practice its code.

        Raises:
            StocktakeError: ``code_in_use``, or it could not be saved.
        """
        practice = self.practice
        if not is_published_code(code):
            raise StocktakeError(
                "not_a_code",
                f"“{code}” is not how the code of a practice in England is written.",
                "It is one capital letter and five digits, such as A81001.",
            )
        practice.open_return(STOCKTAKE)  # its record is kept with what was begun
        keep_record(practice, replace(practice.subject, code=code))
        self.desk.answer_all(STOCKTAKE, {Address("profile.ods_code"): answered(code)})
        self.changed.emit()


def this_day() -> date:
    """The day it is, here."""
    return datetime.now().astimezone().date()
