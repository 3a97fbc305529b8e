"""What is said about questions, in the words of the stocktake."""

from __future__ import annotations

from stocktake.questionnaire.answers import STATE_WORDS, State
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.units import date_in_words

SENSITIVITY_WORDS = {
    "P": "Public",
    "L": "Goes only if you choose",
    "C": "Stays here unless you tick it",
    "X": "Never leaves your own file",
}
"""The padlock line of every question. Source: content/stocktake.md A.0.2."""

WHO_SEES_WORDS = {
    "P": "Public: it stands in every workbook you export.",
    "L": "It goes into a workbook only if you choose to share figures of this kind.",
    "C": "It stays on this computer unless you tick it when you export.",
    "X": "It never leaves your own file: no workbook holds it.",
}
"""What the padlock line means for a reader. Source: content/stocktake.md A.0.2."""

OFFERED_STATES = (State.NOT_KNOWN, State.NOT_APPLICABLE, State.COME_BACK_LATER)

ESTIMATED_TYPES = ("number", "decimal", "wte", "pounds", "percent")
"""Types whose answers may be rough figures."""


def offered_states(question: Question) -> tuple[tuple[str, str], ...]:
    """The states a person may choose, with their words; one more where people are concerned."""
    states = list(OFFERED_STATES)
    if question.sensitivity == "C":
        states.append(State.PREFER_NOT_TO_SAY)
    return tuple((state.value, STATE_WORDS[state]) for state in states)


def sources_in_words(loaded: LoadedForm, keys: tuple[str, ...]) -> str:
    """The sources behind a question's words: titles, addresses and the day they were checked."""
    found = []
    for source in loaded.form.sources:
        if source.key in keys:
            day = source.checked_on
            checked = f" Checked {date_in_words(day)}." if day is not None else ""
            addresses = "".join(f"\n{address}" for address in source.addresses)
            found.append(f"{source.title}.{checked}{addresses}")
    return "\n".join(found)
