"""What a step of the history is called: "change to 4.2", "paste into 6.1" and the like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stocktake.phrases import counted
from stocktake.questionnaire.answers import BLANK, STATE_WORDS, Answer, State
from stocktake.questionnaire.expanding import companions
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.numbering import numbers
from stocktake.store.history import By, Kind
from stocktake.tasks.undo_effect import Effect

PASTED = "Pasted"
"""The note under which pasted cells are kept."""

DUPLICATED = "Duplicated"
"""The note under which the cells of a duplicated row are kept."""

ROUTE_WORDS = {"express": "Express", "core": "Core", "full": "Full"}
"""How much is asked, as it is chosen."""

MOST_OF_A_LABEL = 60
"""Characters of a question's words that are repeated when it is named."""


@dataclass(frozen=True, slots=True)
class Said:
    """A step in words, and where it was: ``question`` is the one that is gone to."""

    short: str
    words: str
    section: str = ""
    question: str = ""


class StepWords:
    """Names steps; the numbers of a form's questions are counted once."""

    def __init__(self) -> None:
        self._numbers: dict[str, Mapping[str, str]] = {}

    def of(self, loaded: LoadedForm, effect: Effect, by: By | None) -> Said:
        """Name a step of a form.

        Args:
            loaded: the form as it is asked now.
            effect: what the step changed.
            by: of its first entry; None when it cannot be read any more.
        """
        if effect.sections and not (effect.answers or effect.rows):
            return _of_section(loaded, effect)
        if effect.route[1] and not (effect.answers or effect.rows):
            said = f"choosing {ROUTE_WORDS.get(effect.route[1], effect.route[1])}"
            return Said(said, said)
        named: dict[str, str] = {}
        for question in (*effect.rows, *(address.question for address in effect.answers)):
            asked = _asked(loaded, question)
            named.setdefault(self._name(loaded, asked), asked)
        if not named:
            return Said(
                "a change that can no longer be read", "a change that can no longer be read"
            )
        name, question = next(iter(named.items()))
        section = loaded.section_of.get(question)
        where = (section.id if section else "", question if section else "")
        if by is not None and by.kind is Kind.TAKEN_IN:
            return Said("bringing answers in", "bringing answers in", *where)
        if len(named) > 1:
            return Said(*_of_many(name, len(named) - 1, by), *where)
        short = _of_one(effect, by).format(name)
        label = _cut(_label(loaded, question))
        return Said(short, short if label in short else f"{short}, {label}", *where)

    def _name(self, loaded: LoadedForm, question: str) -> str:
        """The number a question is known by, of a card with the card's title; or its words."""
        if question not in loaded.questions:
            return _label(loaded, question)
        if loaded.hash not in self._numbers:
            self._numbers[loaded.hash] = numbers(loaded)
        found = self._numbers[loaded.hash]
        section = loaded.section_of.get(question)
        number = found.get(question) or _number_of_group(loaded, found, question)
        if number and section is not None and loaded.catalogue is not None:
            return f"question {number} of {_cut(section.title)}"
        return number or f"“{_cut(_label(loaded, question))}”"


def _asked(loaded: LoadedForm, question: str) -> str:
    """The question as it is asked: for a companion of a rating, the rating."""
    if question in loaded.companion_ids:
        for each in loaded.section_of[question].questions:
            if each.type == "rating" and question in {c.id for c in companions(each)}:
                return each.id
    return question


def _number_of_group(loaded: LoadedForm, found: Mapping[str, str], question: str) -> str:
    """The number of the row of boxes a question is one of."""
    asked = loaded.questions.get(question)
    if asked is None or not asked.group:
        return ""
    ids = (each.id for each in loaded.section_of[question].questions if each.group == asked.group)
    return next((found[each] for each in ids if each in found), "")


def _label(loaded: LoadedForm, question: str) -> str:
    asked = loaded.questions.get(question)
    if asked is None:
        return "a question that is no longer asked"
    return asked.group_label or asked.label


def _cut(words: str) -> str:
    return words if len(words) <= MOST_OF_A_LABEL else f"{words[: MOST_OF_A_LABEL - 1].rstrip()}…"


def _of_section(loaded: LoadedForm, effect: Effect) -> Said:
    section_id, (_, is_done) = next(iter(effect.sections.items()))
    section = loaded.section_by_id.get(section_id)
    title = section.title if section else "a section"
    others = len(effect.sections) - 1
    if others:
        title += f" and {counted(others, 'other section')}"
    short = f"completing {title}" if is_done else f"opening {title} again"
    return Said(short, short, section.id if section else "")


def _of_many(name: str, others: int, by: By | None) -> tuple[str, str]:
    note = by.note if by is not None else ""
    rest = counted(others, "other")
    short = f"paste into {name} and {rest}" if note == PASTED else f"change to {name} and {rest}"
    return short, f"{short} ({note})" if note and note != PASTED else short


def _of_one(effect: Effect, by: By | None) -> str:
    """What was done to one question, with {} for its name."""
    if by is not None and by.note == PASTED:
        return "paste into {}"
    if by is not None and by.note == DUPLICATED:
        return "duplicate row in {}"
    for old, new in effect.rows.values():
        if set(old) - set(new):
            return "taking a row out of {}"
        if set(new) - set(old):
            return "new row in {}"
        if not effect.answers:
            return "order of rows in {}"
    kinds = {_of_answer(old or BLANK, new or BLANK) for old, new in effect.answers.values()}
    return kinds.pop() if len(kinds) == 1 else "change to {}"


def _of_answer(old: Answer, new: Answer) -> str:
    own = (State.BLANK, State.ANSWERED)
    if old.value != new.value:
        return "change to {}"
    if old.state is not new.state and new.state not in own:
        return f"“{STATE_WORDS[new.state]}” at {{}}"
    if old.state is not new.state:
        return (
            f"taking “{STATE_WORDS[old.state]}” off {{}}"
            if old.state not in own
            else "change to {}"
        )
    if old.note != new.note or old.note_shared != new.note_shared:
        return "note on {}"
    if old.estimate != new.estimate:
        return "estimate mark on {}"
    if dict(old.reasons) != dict(new.reasons):
        return "reason given at {}"
    return "confirming {}" if old.carried_forward and not new.carried_forward else "change to {}"
