"""May one answer leave the practice? The rule for each answer, apart from gathering them.

Public answers always go, confidential ones only when ticked one by one, and answers about a person
never; local ones go by the practice's choice. Money, notes and free text go only when ticked, and
weaknesses row by row.

Source: content/stocktake.md A.0.2 (column S), A.0.5, A.3.0 (admin.share_choice) and B.1 rules 9 to
11; content/expectations.md B1, "Sharing".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stocktake.planning.reading import WEAKNESSES_SUFFIX
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form import Column, Question, Sensitivity
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.own_rows import OWN_ROW_PREFIX, OWN_ROWS_TABLE

ShareKind = Literal["nothing", "facts", "facts_weak", "numbers", "custom"]

AS_AT = "admin.as_at"
PEOPLE_TABLE = "workforce.roles"

WHOLE_TABLES = frozenset({"rate_card.minutes", "rate_card.costs"})
"""Tables made from the rate card: each leaves as it stands, by one tick, or not at all."""

READINESS = frozenset(
    {
        "aware",
        "want_a_say",
        "applies",
        "ready_now",
        "level_needed",
        "due",
        "impact",
        "lead_months",
        "confidence",
    }
)
"""How ready a practice is for an expectation: these go with its ratings."""

QUICK = frozenset({"aware", "want_a_say", "applies", "ready_now"})
"""The questions of a card that are put on the sheet though nobody has answered them yet."""

_OWN_ROW_NEEDS = ("title", "domain", "due", "level")
_ORDER: tuple[Sensitivity, ...] = ("P", "L", "C", "X")


@dataclass(frozen=True, slots=True)
class ShareChoice:
    """What the practice lets leave in one export.

    Attributes:
        kind: the answer to admin.share_choice.
        ticked: what was ticked one by one: a question, a row of a table (no column), a column (no
            row) or one cell.
        notes: questions whose shared note was ticked.
        show_name: whether other practices of the PCN may see the name; None is not answered.
        name_outside: whether files that the PCN sends on may name the practice.
    """

    kind: ShareKind
    ticked: frozenset[Address] = frozenset()
    notes: frozenset[str] = frozenset()
    show_name: bool | None = None
    name_outside: bool | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether one answer may leave.

    Attributes:
        goes: it leaves.
        reason: why it goes, or what kind of answer stays, in words for the preview.
        tick: what could be ticked so that it goes, where anything could.
    """

    goes: bool
    reason: str
    tick: Address | None = None


PUBLIC = "Already public"
DATE = "The date everything describes"
CHOSEN = "What you agreed to share"
RATING = "A rating"
READY = "How ready you are for what is expected"
LOCAL = "Local, and you chose to share local answers"
WEAKNESS = "A weakness you ticked"
TICKED = "You ticked it"

NEVER = "answers about people, private notes or names, which never leave"
WEAKNESS_STAYS = "answers about weaknesses you did not tick"
CONFIDENTIAL_STAYS = "confidential answers you did not tick"
MONEY_STAYS = "money answers you did not tick"
WORDS_STAY = "answers in free text you did not tick"
LOCAL_STAYS = "local answers your choice leaves out"


def is_weakness(question: Question) -> bool:
    """Whether a question is the table of weaknesses at the end of a section."""
    return question.type == "table" and question.id.endswith(WEAKNESSES_SUFFIX)


def ruling(loaded: LoadedForm, address: Address, choice: ShareChoice) -> Ruling:
    """Say whether an answer may leave; that it applies and is answered is for the caller."""
    question = loaded.questions[address.question]
    field = loaded.fields[address.field_id]
    if _is_never(loaded, question, field):
        return Ruling(goes=False, reason=NEVER)
    if question.asked == "export":
        return Ruling(goes=True, reason=CHOSEN)
    if question.asked == "line" or question.id == AS_AT:
        return Ruling(goes=True, reason=DATE)
    if sensitivity_of(question, field) == "P":
        return Ruling(goes=True, reason=PUBLIC)
    if not _has_own_row(loaded, question, choice):
        return Ruling(goes=False, reason=LOCAL_STAYS)
    if is_weakness(question) and address.row:
        return _weakness(address, choice)
    return _by_choice(loaded, address, choice)


def sensitivity_of(question: Question, field: Question | Column) -> Sensitivity:
    """The sensitivity of an answer: a column's own; a table's is that of its least guarded column.

    The least guarded, because the table itself only says that it was answered.
    """
    if isinstance(field, Question) and field.type == "table":
        return min((c.sensitivity for c in question.columns), key=_ORDER.index)
    return field.sensitivity


def _is_never(loaded: LoadedForm, question: Question, field: Question | Column) -> bool:
    """Personal data, and what is told of people by role beyond WTE and headcount (B.1 rule 9)."""
    if loaded.form.private or "X" in (question.sensitivity, field.sensitivity):
        return True
    return question.id == PEOPLE_TABLE and field is not question and field.sensitivity == "C"


def _has_own_row(loaded: LoadedForm, question: Question, choice: ShareChoice) -> bool:
    """A card of the practice's own goes only with the row that says what it is about."""
    section = loaded.section_of[question.id].id
    if not section.startswith(OWN_ROW_PREFIX):
        return True
    row = section.removeprefix(OWN_ROW_PREFIX)
    cells = [Address(OWN_ROWS_TABLE, row, f"{OWN_ROWS_TABLE}.{name}") for name in _OWN_ROW_NEEDS]
    return all(ruling(loaded, cell, choice).goes for cell in cells)


def _weakness(address: Address, choice: ShareChoice) -> Ruling:
    row = Address(address.question, address.row)
    if choice.kind == "facts":
        return Ruling(goes=False, reason=WEAKNESS_STAYS)
    if row in choice.ticked:
        return Ruling(goes=True, reason=WEAKNESS, tick=row)
    return Ruling(goes=False, reason=WEAKNESS_STAYS, tick=row)


def _by_choice(loaded: LoadedForm, address: Address, choice: ShareChoice) -> Ruling:
    question = loaded.questions[address.question]
    field = loaded.fields[address.field_id]
    sensitivity = sensitivity_of(question, field)
    is_money = field.type == "pounds"
    is_words = field.type in ("text", "long_text") and not address.row
    if sensitivity == "L" and choice.kind != "custom":
        if field.type == "rating" and not address.row:
            return Ruling(goes=True, reason=RATING)
        if _is_readiness(loaded, question):
            return Ruling(goes=True, reason=READY)
        if choice.kind == "numbers" and not is_money and not is_words:
            return Ruling(goes=True, reason=LOCAL)
    can_tick = choice.kind in ("numbers", "custom")
    tick = _tick_for(address, question) if can_tick else None
    if can_tick and _is_ticked(address, question, choice):
        return Ruling(goes=True, reason=TICKED, tick=tick)
    if is_money:
        return Ruling(goes=False, reason=MONEY_STAYS, tick=tick)
    if sensitivity == "C":
        return Ruling(goes=False, reason=CONFIDENTIAL_STAYS, tick=tick)
    return Ruling(goes=False, reason=WORDS_STAY if is_words else LOCAL_STAYS, tick=tick)


def _is_readiness(loaded: LoadedForm, question: Question) -> bool:
    section, _, name = question.id.partition(".")
    is_card = loaded.form.card is not None and loaded.section_of[question.id].id == section
    return is_card and name in READINESS


def _is_alike(question: Question) -> bool:
    """Whether all columns of a table are as guarded as the table, so that a row is one item."""
    return all(column.sensitivity == question.sensitivity for column in question.columns)


def _tick_for(address: Address, question: Question) -> Address:
    """The smallest thing that makes sense to tick for an answer."""
    if not address.row or question.id in WHOLE_TABLES:
        return Address(question.id)
    return Address(question.id, address.row) if _is_alike(question) else address


def _is_ticked(address: Address, question: Question, choice: ShareChoice) -> bool:
    ticked = choice.ticked
    if not address.row or question.id in WHOLE_TABLES:
        return Address(question.id) in ticked
    if address in ticked or Address(question.id, "", address.column) in ticked:
        return True
    column = next(c for c in question.columns if c.id == address.column)
    is_open = column.sensitivity in ("P", "L")
    if Address(question.id, address.row) in ticked and (is_open or _is_alike(question)):
        return True
    return is_open and Address(question.id) in ticked
