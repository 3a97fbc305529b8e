"""What a cell says when somebody stands on it: what may be typed there, in plain words."""

from __future__ import annotations

from stocktake.questionnaire.form import Field

MOST_CHARACTERS = 255
"""The most a cell's message can hold. Source: Microsoft, Excel specifications and limits."""

NOT_IN_LIST = (
    "That is not one of the choices in the list. Choose No to go back to the list, or Yes to keep "
    "it: it will be looked at when the workbook comes back."
)
"""Asked when something else is typed where there is a list."""

_BY_TYPE = {
    "yes_no": "Choose Yes or No from the list.",
    "choice": "Choose one from the list.",
    "choices": "Put Yes beside each option that fits.",
    "rating": "Choose 0 to 4. What each level means stands in the column beside.",
    "date": "Type a date, such as 31 March 2027.",
    "number": "Type a whole number, such as 9120.",
    "decimal": "Type a number, such as 12.5.",
    "wte": "Type whole-time equivalents, such as 3.5. One is 37.5 hours a week.",
    "pounds": "Type pounds, such as 1200.50. Leave out the pound sign if you like.",
    "percent": "Type a percentage, such as 45.",
}


def prompt_of(field: Field) -> str:
    """Say what may be typed as the answer to a field; empty where anything may."""
    words = _BY_TYPE.get(field.type, "")
    if words and field.unit and field.type in ("number", "decimal"):
        words += f" It counts {field.unit}."
    if field.type in ("number", "decimal", "wte", "pounds", "percent"):
        words += _limits(field)
    return words[:MOST_CHARACTERS]


def _limits(field: Field) -> str:
    least, most = field.minimum, field.maximum
    if least is not None and most is not None:
        return f" From {least:,} to {most:,}."
    if most is not None:
        return f" At most {most:,}."
    return ""
