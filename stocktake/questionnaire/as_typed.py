"""Reads what people type and paste: figures, money, percentages, labels and text from Excel.

The one place that knows the ways these are written, so that a field, a table cell, a paste and a
workbook brought back all understand the same.
"""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form import Choice, Field

LARGEST = Decimal("1e15")
"""Beyond this nothing is a figure of a practice, and Excel itself loses digits."""

_PARTS = re.compile(r"([+-]?)\s*(£?)\s*([+-]?)\s*([\d., eE+-]*?)\s*(%?)")
_FIGURE = re.compile(r"(?:\d{1,3}(?:[, ]\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d{1,2})?")
STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
"""Curly quotation marks and long dashes as a keyboard has them."""
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Unicode's categories Cc and Cs but for tabs and line breaks, and what is no character at all."""
MOST_DIGITS = 28
"""Digits that figures are worked out with; a spreadsheet holds 15."""
MOST_NAMED = 12
"""Options that a refusal lists; of more it says how many."""
_ALIKE = 0.7
"""How alike two labels must be, from 0 to 1, before one is offered for the other."""


class NotUnderstood(StocktakeError):  # noqa: N818 - it names what happened to what was typed
    """What was typed cannot be read as an answer; the words say what would be."""

    def __init__(self, what: str, how_to_fix: str) -> None:
        super().__init__("not_understood", what, how_to_fix)


def without_invisible(text: str) -> str:
    """A text without what no screen shows and no workbook holds: control characters and the like.

    Line breaks and tabs stay; line breaks are written one way.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", plain)


def parse_number(text: str, field: Field) -> Decimal | None:
    """Read a number the way people type and paste them: "9,120", " 9120 ", "£1,200.50", "12%".

    A figure in brackets is less than nothing, as accounts write it.

    Raises:
        NotUnderstood: it is not a number, or not a whole one where only whole ones count, or an
            amount of money or a percentage where neither is asked for.
    """
    # Excel pastes non-breaking and narrow spaces, and the true minus sign.
    tidy = " ".join(without_invisible(text).replace("\u200b", "").split()).replace("−", "-")
    if not tidy:
        return None
    is_bracketed = len(tidy) > 2 and tidy[0] == "(" and tidy[-1] == ")"
    parts = _PARTS.fullmatch(tidy[1:-1].strip() if is_bracketed else tidy)
    if parts is None or (parts[1] and parts[3]):
        raise _not_a_number(tidy)
    figure = parts[4]
    before_exponent = figure.casefold().partition("e")[0]
    if not _FIGURE.fullmatch(figure) or not any(map(str.isdigit, before_exponent)):
        raise _not_a_number(tidy)
    _check_kind(shortened(tidy), field, is_money=bool(parts[2]), is_share=bool(parts[5]))
    number = Decimal(figure.replace(",", "").replace(" ", ""))
    if abs(number) >= LARGEST or len(number.as_tuple().digits) > MOST_DIGITS:
        raise _not_a_number(tidy)
    if is_bracketed or "-" in (parts[1], parts[3]):
        number = -number
    number = Decimal(f"{number:f}")
    if field.type == "number" and number != number.to_integral_value():
        raise NotUnderstood(f"“{tidy}” is not a whole number.", "Leave out the decimals.")
    return number.quantize(Decimal(1)) if field.type == "number" else number


def _check_kind(tidy: str, field: Field, *, is_money: bool, is_share: bool) -> None:
    if is_money and field.type in ("number", "wte", "percent") and "pounds" not in field.unit:
        raise NotUnderstood(f"“{tidy}” is an amount of money.", "Type the figure that is asked.")
    if is_share and field.type in ("number", "wte", "pounds") and "percent" not in field.unit:
        raise NotUnderstood(f"“{tidy}” is a percentage.", "Type the figure itself, not a share.")


def _not_a_number(tidy: str) -> NotUnderstood:
    return NotUnderstood(
        f"“{shortened(tidy)}” is not a number.", "Type figures only, such as 9120."
    )


def shortened(text: str, most: int = 60) -> str:
    """Words for a message: a long text is told by its beginning."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= most else f"{tidy[:most].rstrip()}…"


@lru_cache(maxsize=8192)
def plain_words(text: str) -> str:
    """A label as it is compared: spaces, capitals, dashes and curly quotation marks aside."""
    return " ".join(without_invisible(text).translate(STRAIGHT).split()).casefold()


def code_of(text: str, field: Field) -> str:
    """Find the option somebody meant by typing or pasting its label or code.

    Raises:
        NotUnderstood: no option fits; the words offer the nearest.
    """
    wanted = plain_words(text)
    for choice in field.choice:
        if wanted in (plain_words(choice.code), plain_words(choice.label)):
            return choice.code
    near = nearest(text, field)
    labels = "; ".join(choice.label for choice in field.choice[:MOST_NAMED])
    if len(field.choice) > MOST_NAMED:
        labels = f"{labels}; and {len(field.choice) - MOST_NAMED} more"
    raise NotUnderstood(
        f"“{shortened(text)}” is not one of the choices.",
        f"The nearest is “{near.label}”." if near else f"Choose one of: {labels}.",
    )


def nearest(text: str, field: Field) -> Choice | None:
    """The option whose label is most like a text; None when none is alike."""
    wanted = plain_words(text)
    labels = {plain_words(choice.label): choice for choice in field.choice}
    begun = [label for label in labels if len(wanted) > 2 and label.startswith(wanted)]
    if len(begun) == 1:
        return labels[begun[0]]
    alike = get_close_matches(wanted, labels, n=1, cutoff=_ALIKE)
    return labels[alike[0]] if alike else None
