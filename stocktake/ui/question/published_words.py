"""What is said of a published figure beside the question it could answer.

Source: design/opendata.md 16 (lines 7 to 9, 12, 13 and 15).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stocktake.opendata.release import Quality
from stocktake.phrases import counted, start_upper
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.types import show
from stocktake.tasks.published_offers import Kept, Offer, Standing
from stocktake.units import number_in_words, round_half_up

USE, USE_PUBLISHED, USE_NEWER, KEEP = "Use it", "Use published", "Use the newer", "Keep mine"
USE_THESE = "Use these"
AN_ESTIMATE = "It is an estimate by those who published it"


@dataclass(frozen=True, slots=True)
class Told:
    """One line beside a question.

    Attributes:
        lead: comes before the figure: what it is.
        figure: the published figure; empty where the answer is it.
        is_struck: the figure stands struck through: the answer is another.
        rest: where it is from, and what to know.
        use, keep: words of the buttons; empty where there is none.
        icon: a sign beside it.
    """

    lead: str
    figure: str
    rest: str
    use: str = ""
    keep: str = ""
    is_struck: bool = False
    icon: str = "info"

    @property
    def said(self) -> str:
        """All of it in one run, for the ear."""
        not_used = " Not used." if self.is_struck else ""
        figure = f" {self.figure}." if self.figure else ""
        return f"{self.lead}{figure}{not_used} {self.rest}".strip()


def told(offer: Offer, field: Field, *, may_change: bool = True) -> Told | None:
    """Say how a question's answer stands to what was published; None where there is nothing to say.

    Args:
        field: the question or column that it could answer.
        may_change: otherwise only where an answer is from is said.
    """
    if offer.standing is Standing.ACCEPTED or (not may_change and offer.standing is Standing.STALE):
        kept = offer.former or offer.kept
        gone = "" if kept.is_in_use else " That file was taken away since."
        return Told("", "", f"From {kept.source_words}.{gone}", icon="tick")
    if not may_change:
        return None
    if offer.standing is Standing.STALE:
        return _stale(offer, field)
    if offer.standing is Standing.SUGGESTED or offer.answer.usable is None:
        return Told("Published:", _shown(offer, field), _rest(offer), USE)
    if not offer.can_be_taken:
        return Told("", "", f"The same as published by {offer.kept.source_words}.", icon="tick")
    rest = _rest(offer, _difference(offer))
    return Told("Published:", _shown(offer, field), rest, USE_PUBLISHED, is_struck=True)


def told_of_boxes(
    offers: Sequence[Offer], labels: Mapping[str, str], fields: Mapping[str, Field]
) -> Told | None:
    """Say what was published for a row of boxes, every figure by name before any is taken.

    Args:
        labels: what each box is called, by its question.
        fields: the questions.
    """

    def named(wanted: Sequence[Offer]) -> str:
        said = (
            f"{labels[each.address.question]}: {show(each.suggestion, _field(each, fields))}"
            for each in wanted
        )
        return f"{'; '.join(said)}."

    def from_all(wanted: Sequence[Offer]) -> str:
        sources = dict.fromkeys(each.kept.source_words for each in wanted)
        return " ".join(f"{each}." for each in sources)

    waiting = [each for each in offers if _waits(each)]
    others = [each for each in offers if each.can_be_taken and not _waits(each)]
    if waiting:
        more = f"Other than yours: {named(others)}" if others else ""
        rest = " ".join(
            part for part in (named(waiting), more, from_all((*waiting, *others))) if part
        )
        return Told("Published:", "", rest, USE_THESE)
    if others:
        rest = f"{named(others)} {from_all(others)}"
        return Told("Published, and other than yours:", "", rest, USE_PUBLISHED)
    taken = [each for each in offers if each.standing is Standing.ACCEPTED]
    return Told("", "", f"From {from_all(taken)}", icon="tick") if taken else None


def of_boxes(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Those that the button under a row of boxes takes over."""
    waiting = tuple(each for each in offers if _waits(each))
    return waiting or tuple(each for each in offers if each.can_be_taken)


def told_together(offers: Sequence[Offer]) -> str:
    """How the published figures of a table stand to its cells, in a sentence."""
    of = {each: sum(offer.standing is each for offer in offers) for each in Standing}
    differing = sum(
        offer.standing in (Standing.OVERRIDDEN, Standing.TYPED) and offer.can_be_taken
        for offer in offers
    )
    parts = [
        f"{of[Standing.SUGGESTED]} to take over" if of[Standing.SUGGESTED] else "",
        f"{of[Standing.ACCEPTED]} taken over" if of[Standing.ACCEPTED] else "",
        f"{of[Standing.STALE]} published anew" if of[Standing.STALE] else "",
        f"{differing} other than yours" if differing else "",
    ]
    said = ", ".join(part for part in parts if part)
    count = counted(len(offers), "published figure")
    return f"{count} for this table: {said}." if said else f"{count} for this table."


def _waits(offer: Offer) -> bool:
    return offer.standing is Standing.SUGGESTED or (
        offer.standing is Standing.TYPED and offer.answer.usable is None
    )


def _field(offer: Offer, fields: Mapping[str, Field]) -> Field:
    return fields[offer.address.field_id]


def _stale(offer: Offer, field: Field) -> Told:
    old = show(offer.answer.value, field)
    then = f" from {_period(offer.former)}" if offer.former else ""
    lead = f"You took over {old}{then}. Published since:"
    rest = _rest(offer, _difference(offer))
    return Told(lead, _shown(offer, field), rest, USE_NEWER, KEEP, icon="attention")


def _period(kept: Kept | None) -> str:
    period = kept.source.period if kept else None
    return period.words if period else "an earlier file"


def _shown(offer: Offer, field: Field) -> str:
    unit = offer.unit if offer.unit in ("patients", "WTE") else ""
    return f"{show(offer.suggestion, field)} {unit}".strip()


def _difference(offer: Offer) -> str:
    difference, percent = offer.difference, offer.difference_percent
    if difference is None:
        return ""
    said = f"yours is {number_in_words(abs(difference))} {'more' if difference > 0 else 'less'}"
    if percent is None:
        return said
    return f"{said} ({number_in_words(round_half_up(abs(percent), 1))}%)"


def _rest(offer: Offer, difference: str = "") -> str:
    value = offer.kept.value
    parts = [
        offer.kept.source_words,
        start_upper(difference),
        AN_ESTIMATE if value.quality is Quality.ESTIMATED else "",
        value.note,
        offer.caution,
    ]
    # What is so of every file is said by some files too.
    return " ".join(f"{part.rstrip('.')}." for part in dict.fromkeys(parts) if part)
