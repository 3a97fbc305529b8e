"""Yes or no."""

from __future__ import annotations

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import NotUnderstood
from stocktake.questionnaire.form import Choice, Field
from stocktake.questionnaire.types.base import QuestionType, decode_text

OPTIONS = (Choice(code="yes", label="Yes"), Choice(code="no", label="No"))
"""The two options, for lists and drop-downs."""

_READ = {"yes": "yes", "y": "yes", "true": "yes", "1": "yes"}
_READ |= {"no": "no", "n": "no", "false": "no", "0": "no"}


def parse(text: str, field: Field) -> str | None:
    """Read yes or no, as a word, a letter or a ticked cell.

    Raises:
        NotUnderstood: it is neither.
    """
    word = text.strip().casefold()
    if not word:
        return None
    if word not in _READ:
        raise NotUnderstood(f"“{text.strip()}” is neither yes nor no.", "Choose Yes or No.")
    return _READ[word]


def show(value: Value, field: Field) -> str:
    """Show Yes or No."""
    return "Yes" if value == "yes" else "No"


TYPE = QuestionType(
    name="yes_no",
    editor="yes_no",
    family="yes_no",
    example="Yes",
    parse=parse,
    show=show,
    decode=decode_text,
)
