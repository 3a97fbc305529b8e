"""What published figures offer to the answers of a practice, and how each answer stands to them.

Importing never answers anything: a figure is offered, and a person accepts it, types another or
leaves it. How an answer stands is worked out from the answer, where it came from and what was
published, so that it is right again after an undo. Source: design/opendata.md 15 and 16.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from stocktake.errors import StocktakeError
from stocktake.opendata import field_map
from stocktake.opendata.pack import Pack, PackSource, from_bytes
from stocktake.opendata.release import (
    PublishedFigure,
    PublishedValue,
    Quality,
    licence_said_once,
)
from stocktake.opendata.three_months import APPOINTMENTS, mean_of_months
from stocktake.questionnaire.answers import Address, Answer, Origin, State
from stocktake.questionnaire.sheet import Sheet
from stocktake.store.published_sets import PublishedSet
from stocktake.units import date_in_words, number_in_words, round_half_up


class Standing(StrEnum):
    """How an answer stands to what was published; the value is what is shown beside it."""

    SUGGESTED = "Suggested"
    ACCEPTED = "Accepted"
    OVERRIDDEN = "Yours instead"
    TYPED = "Yours"
    STALE = "A newer figure was published"


@dataclass(frozen=True, slots=True)
class Kept:
    """One published value that is kept for a practice.

    Attributes:
        set_id, kept_at: the set it came with, and when that was brought.
        is_in_use: the set has not been taken away.
    """

    value: PublishedValue
    source: PackSource
    set_id: int
    kept_at: datetime
    is_in_use: bool

    @property
    def source_words(self) -> str:
        """Where it is from: who published it, what, and of when."""
        period = f", {self.source.period.words}" if self.source.period else ""
        return f"{self.source.publisher}: {self.source.title}{period}"

    def is_old(self, today: date) -> bool:
        """Whether it is too old to be accepted together with others."""
        period = self.source.period
        return self.source.is_old or (period is not None and period.is_old(today))


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything published that is kept for one practice.

    Attributes:
        kept: oldest set first.
        means: of the newest three months of appointments, where they follow one another; offered
            before the newest month alone. Source: design/opendata.md 15.
        packs: the sets in use with what compares practices, newest last.
        unreadable: sets that cannot be read any more.
    """

    kept: tuple[Kept, ...] = ()
    packs: tuple[Pack, ...] = ()
    unreadable: int = 0
    means: tuple[Kept, ...] = ()

    def brought_by(self, until: datetime) -> Figures:
        """What of it was kept by a moment."""
        kept = tuple(each for each in self.kept if each.kept_at <= until)
        return replace(self, kept=kept, means=_means(kept))

    def newest(self) -> dict[str, Kept]:
        """Of each fact the newest in use, in the order they were brought."""
        found: dict[str, Kept] = {}
        for each in self.kept:
            before = found.get(each.value.field_key)
            if each.is_in_use and (before is None or _age(each) >= _age(before)):
                found[each.value.field_key] = each
        return found

    @property
    def attributions(self) -> tuple[str, ...]:
        """The lines that go wherever these figures are shown, each once, the licence first."""
        return licence_said_once(each.source.attribution for each in self.kept if each.is_in_use)


@dataclass(frozen=True, slots=True)
class Offer:
    """One published figure beside the answer it could fill.

    Attributes:
        words: what it is; begins in lower case.
        suggestion: the figure as the answer would have it.
        former: what the answer was accepted from, when that is not ``kept``.
    """

    address: Address
    words: str
    unit: str
    suggestion: PublishedFigure
    kept: Kept
    answer: Answer
    standing: Standing
    caution: str = ""
    former: Kept | None = None

    @property
    def difference(self) -> Decimal | None:
        """The answer less the figure, where both are numbers and they are not the same."""
        own = self.answer.usable
        if isinstance(own, Decimal) and isinstance(self.suggestion, Decimal):
            return own - self.suggestion or None
        return None

    @property
    def difference_percent(self) -> Decimal | None:
        """The difference in percent of the figure; None where the figure is zero."""
        if self.difference is None or not self.suggestion:
            return None
        return self.difference * 100 / Decimal(str(self.suggestion))

    @property
    def can_be_taken(self) -> bool:
        """Whether taking it would change the answer."""
        return self.standing is not Standing.ACCEPTED and self.answer.usable != self.suggestion

    def can_be_taken_together(self, today: date) -> bool:
        """Whether it may be accepted with the others of its dataset, without a look of its own."""
        return (
            self.standing is Standing.SUGGESTED
            and self.kept.value.may_go_in_bulk
            and not self.kept.is_old(today)
        )


def as_written(value: PublishedValue) -> str:
    """What the file says, word for word, so that it can be read.

    A day that a workbook keeps as a number is written as a day, and figures that were added up or
    divided are followed by what they come to.
    """
    raw, found = value.raw_text.strip(), value.value
    if isinstance(found, date) and raw.isdigit():
        return date_in_words(found)
    if isinstance(found, Decimal) and any(sign in raw for sign in (" + ", " ÷ ")):
        exact = found.normalize()
        is_long = int(exact.as_tuple().exponent) < -2
        return f"{raw} = {number_in_words(round_half_up(exact, 2) if is_long else exact)}"
    return raw


def _age(kept: Kept) -> tuple[bool, date, datetime]:
    """What is later is newer: the time it is of, then when it was brought."""
    period = kept.source.period
    return period is not None, period.end if period else kept.kept_at.date(), kept.kept_at


def figures_of(sets: Iterable[PublishedSet]) -> Figures:
    """Read what is kept for a practice; a set that cannot be read is counted."""
    kept: list[Kept] = []
    packs: list[Pack] = []
    unreadable = 0
    for each in sets:
        try:
            pack = from_bytes(each.content).pack
        except StocktakeError:
            unreadable += 1
            continue
        in_use = each.removed_at is None
        kept += (
            Kept(found.value, pack.sources[found.source], each.id, each.kept_at, in_use)
            for found in pack.values
        )
        if in_use and pack.standings:
            packs.append(pack)
    return Figures(tuple(kept), tuple(packs), unreadable, _means(kept))


def _means(kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """The means of three months, each as if it had been published for them together."""
    months = [each for each in kept if each.is_in_use and each.source.dataset == APPOINTMENTS]
    if not months:
        return ()
    newest = max(months, key=_age)
    code = newest.value.ods_code
    found = mean_of_months(((each.source.period, each.value) for each in months), code)
    if found is None:
        return ()
    period, values = found
    title = f"{newest.source.title}, mean of three months"
    source = replace(newest.source, title=title, period=period)
    return tuple(replace(newest, value=each, source=source) for each in values)


def offers(sheet: Sheet, figures: Figures) -> tuple[Offer, ...]:
    """Set every published figure that fits a question of this form beside its answer."""
    found: dict[Address, list[_Suggestion]] = {}
    for each in (*figures.means, *figures.kept):
        for suggestion in _suggestions(each):
            if suggestion.address.question in sheet.loaded.questions:
                found.setdefault(suggestion.address, []).append(suggestion)
    made = (_offer(sheet.answers[at], beside) for at, beside in found.items())
    return tuple(each for each in made if each is not None)


def to_take(sheet: Sheet, chosen: Iterable[Offer]) -> dict[Address, Answer]:
    """Make the answers that accept these offers; an estimate is marked as one."""
    return {
        each.address: replace(
            sheet.answers[each.address],
            value=each.suggestion,
            state=State.ANSWERED,
            estimate=each.kept.value.quality is Quality.ESTIMATED,
            carried_forward=False,
            origin=Origin.ACCEPTED,
        )
        for each in chosen
    }


def by_dataset(found: Sequence[Offer]) -> Mapping[PackSource, tuple[Offer, ...]]:
    """Sort offers by the file they are from, each in the order given."""
    sorted_out: dict[PackSource, list[Offer]] = {}
    for each in found:
        sorted_out.setdefault(each.kept.source, []).append(each)
    return {source: tuple(each) for source, each in sorted_out.items()}


@dataclass(frozen=True, slots=True)
class _Suggestion:
    address: Address
    words: str
    unit: str
    suggestion: PublishedFigure
    kept: Kept
    caution: str = ""

    @property
    def order(self) -> tuple[date, datetime]:
        """Later is newer: by the period it is of, then by when it was brought."""
        period = self.kept.source.period
        return (period.end if period else date.min), self.kept.kept_at


def _suggestions(kept: Kept) -> Iterator[_Suggestion]:
    rule = field_map().rule(kept.value.field_key)
    answer = rule.answer(kept.value) if rule else None
    if rule is None or answer is None:
        return
    address = Address(rule.question, rule.row, rule.column)
    yield _Suggestion(address, rule.words, rule.unit, answer, kept, rule.caution)
    period = kept.source.period
    if period is not None:
        for question, year in field_map().period_answers(kept.source.dataset, period).items():
            yield _Suggestion(Address(question), "the year of these figures", "", year, kept)


def _offer(answer: Answer, beside: Sequence[_Suggestion]) -> Offer | None:
    in_use = [each for each in beside if each.kept.is_in_use]
    taken_from = _taken_from(answer, beside)
    newest = max(in_use, key=lambda each: each.order) if in_use else taken_from
    if newest is None:
        return None
    standing = _standing(answer, newest, taken_from, beside)
    former = taken_from.kept if taken_from and taken_from.kept is not newest.kept else None
    return Offer(
        newest.address,
        newest.words,
        newest.unit,
        newest.suggestion,
        newest.kept,
        answer,
        standing,
        newest.caution,
        former,
    )


def _taken_from(answer: Answer, beside: Sequence[_Suggestion]) -> _Suggestion | None:
    """What an accepted answer was accepted from: the newest published figure it is equal to."""
    if not answer.is_answered or answer.origin is not Origin.ACCEPTED:
        return None
    same = [each for each in beside if each.suggestion == answer.value]
    return max(same, key=lambda each: each.order) if same else None


def _standing(
    answer: Answer,
    newest: _Suggestion,
    taken_from: _Suggestion | None,
    beside: Sequence[_Suggestion],
) -> Standing:
    if taken_from is not None:
        agrees = taken_from.suggestion == newest.suggestion
        return Standing.ACCEPTED if agrees else Standing.STALE
    if answer.state is State.BLANK or (answer.state is State.ANSWERED and answer.value is None):
        return Standing.SUGGESTED
    first_offered = min(each.kept.kept_at for each in beside)
    # What was answered since the answers were last read has no time yet: it is the newest.
    was_offered = answer.changed_at is None or answer.changed_at > first_offered
    differs = answer.usable != newest.suggestion
    return Standing.OVERRIDDEN if was_offered and differs else Standing.TYPED
