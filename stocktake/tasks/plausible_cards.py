"""Make up a practice's expectations review: a card for each expectation, and one of its own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.catalogue import Catalogue, Expectation
from stocktake.questionnaire.own_rows import OWN_ROWS_TABLE, own_rows
from stocktake.tasks.plausible_data import CardWords, OwnExpectation, PlausibleData
from stocktake.tasks.plausible_figures import TOP_LEVEL
from stocktake.tasks.plausible_filling import Filling
from stocktake.units import add_months, round_half_up

_NOT_SURE_OFTEN = 6
_SURE_OFTEN = 80
_EDIT_OFTEN = 4
_NOTE_OFTEN = 8
_TRAINING_DAYS = (Decimal("0.5"), Decimal(1), Decimal("1.5"), Decimal(2))


def fill_cards(filling: Filling, data: PlausibleData, catalogue: Catalogue) -> list[Expectation]:
    """Fill in the review, leaving out as many cards as the practice did not get to.

    Returns:
        The expectations asked of the practice that it is short of.
    """
    _own(filling, data.card)
    left = _left_out(filling, catalogue)
    short = []
    for row in (*catalogue.expectations, *own_rows(filling.answers)):
        filling.begin(row.id)
        if row.asked_of == "group":
            _line(filling, row, data.card)
        elif row.id not in left:
            _card(filling, row, data)
            if _gap(filling, row) > 0:
                short.append(row)
        elif filling.chance(data.card.begun_often):
            filling.put(f"{row.id}.aware", filling.one(data.card.aware))
            filling.put(f"{row.id}.applies", "yes")
    return short


def _left_out(filling: Filling, catalogue: Catalogue) -> set[str]:
    filling.begin("left out")
    said = {address.question.partition(".")[0] for address in filling.said}
    ids = [row.id for row in catalogue.expectations if row.asked_of == "practice"]
    count = int(round_half_up(len(ids) * (1 - filling.profile.completeness)))
    free = [row_id for row_id in ids if row_id not in said]
    return set(filling.some(free, count, count))


def _line(filling: Filling, row: Expectation, words: CardWords) -> None:
    filling.put(f"{row.id}.aware", filling.one(words.aware))
    filling.put(f"{row.id}.want_a_say", filling.one(words.say))


def _card(filling: Filling, row: Expectation, data: PlausibleData) -> None:
    words = data.card
    filling.put(f"{row.id}.aware", filling.one(words.aware))
    _applies(filling, row, words)
    level = filling.profile.levels[row.domain] + filling.one(data.levels.around)
    filling.put(f"{row.id}.ready_now", min(max(level, 0), TOP_LEVEL))
    if filling.chance(_SURE_OFTEN):
        filling.put(f"{row.id}.confidence", filling.one(words.sure))
    _edits(filling, row)
    if filling.chance(_NOTE_OFTEN):
        filling.put(f"{row.id}.note_shared", filling.one(words.notes))
    if filling.chance(_NOTE_OFTEN):
        filling.put(f"{row.id}.note_private", filling.one(words.private_notes))
    if _gap(filling, row) > 0:
        _lead(filling, row, words)
        if filling.chance(words.needs_given):
            _takes(filling, row, words)


def _applies(filling: Filling, row: Expectation, words: CardWords) -> None:
    no = next((rule for rule in words.no if rule.id == row.id), None)
    is_not = no is not None and filling.chance(no.often)
    usual = "not_sure" if filling.chance(_NOT_SURE_OFTEN) else "yes"
    filling.put(f"{row.id}.applies", "no" if is_not else usual)
    if no and filling.word(f"{row.id}.applies") == "no":
        filling.put(f"{row.id}.applies_reason", no.reason)


def _edits(filling: Filling, row: Expectation) -> None:
    """Change what is published, now and then."""
    if filling.chance(_EDIT_OFTEN):
        filling.put(f"{row.id}.impact", max(1, row.impact - 1))
    if filling.chance(_EDIT_OFTEN):
        filling.put(f"{row.id}.lead_months", row.lead_months + 3)


def _gap(filling: Filling, row: Expectation) -> int:
    """Levels short of an expectation; readiness that was not given is the domain's level."""
    if filling.word(f"{row.id}.applies") == "no":
        return 0
    needed = filling.number(f"{row.id}.level_needed")
    ready = filling.number(f"{row.id}.ready_now")
    has = filling.profile.levels[row.domain] if ready is None else int(ready)
    return (row.level if needed is None else int(needed)) - has


def _lead(filling: Filling, row: Expectation, words: CardWords) -> None:
    if not filling.chance(55):
        return
    filling.put(f"{row.id}.lead_role", words.leads[row.domain])
    filling.put(f"{row.id}.next_step", filling.one(words.steps))
    step: date = filling.profile.today + timedelta(filling.whole(10, 120))
    filling.put(f"{row.id}.next_step_date", step)
    filling.put(f"{row.id}.review_date", add_months(step, 3))


def _takes(filling: Filling, row: Expectation, words: CardWords) -> None:
    """Say what meeting it would take: people, money, space, systems, training and partners."""
    card = row.id
    oneoff = filling.one(words.estate_oneoff if row.domain == "estate" else words.oneoff)
    filling.put(f"{card}.needs_oneoff", oneoff)
    filling.put(f"{card}.needs_recurrent", filling.one(words.recurrent))
    filling.put(f"{card}.funding", filling.one(words.funding))
    filling.put(f"{card}.needs_partners", filling.some(words.partners, 1, 3))
    _people(filling, row, words)
    if filling.chance(55):
        filling.put(f"{card}.needs_training_staff", filling.whole(2, 14))
        filling.put(f"{card}.needs_training_days", filling.one(_TRAINING_DAYS))
    if row.domain == "estate" or filling.chance(10):
        filling.put(f"{card}.needs_space_rooms", filling.whole(1, 3))
        filling.put(f"{card}.needs_space_sessions", filling.whole(4, 20))
    if row.domain == "digital" or filling.chance(15):
        filling.put(f"{card}.needs_digital", filling.one(words.digital))
        filling.put(f"{card}.needs_digital_cost", round_half_up(oneoff / 2))


def _people(filling: Filling, row: Expectation, words: CardWords) -> None:
    table = f"{row.id}.needs_people"
    if any(address.question == table for address in filling.said):
        return
    for role in filling.some(words.people_roles[row.domain], 1, 2):
        cells: dict[str, Value | int | None] = {
            "role": role,
            "wte": filling.one(words.wte),
            "how": filling.one(words.how),
        }
        filling.put_row(table, filling.new_row(), cells)


def _own(filling: Filling, words: CardWords) -> None:
    """Now and then add an expectation of the practice's own."""
    filling.begin("own")
    if filling.chance(words.own_often) and not filling.said_rows(OWN_ROWS_TABLE):
        _own_row(filling, filling.one(words.own))


def _own_row(filling: Filling, own: OwnExpectation) -> None:
    cells: dict[str, Value | int | None] = {
        "title": own.title,
        "statement": own.statement,
        "domain": own.domain,
        "due": own.due,
        "level": own.level,
        "status": own.status,
        "kind": own.kind,
        "lead_months": own.lead_months,
        "impact": own.impact,
    }
    row = filling.new_row()
    filling.put_row(OWN_ROWS_TABLE, row, cells)
