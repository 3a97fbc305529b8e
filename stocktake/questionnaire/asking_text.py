"""Questions to practices, and their answers, as text: read strictly, for files and for keeping.

What comes from outside goes through here, so that a text too long or of another shape is refused
before anybody works with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from stocktake.errors import StocktakeError
from stocktake.questionnaire.asking import Asking, Position, plain_text

FORMAT = 1
"""The newest format that this version writes and reads."""

BEGINNING = '{"kind":"asking"'
"""How every such text begins, by which a file is known."""

_MOST_CHARACTERS, _MOST_CHOICES, _MOST_PATIENTS, _MOST_REVISIONS = 40_000, 20, 10_000_000, 1_000_000
# Spelt by number in the JSON, so that the text is also good XML as it stands.
_SPELT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "&<>\x7f\ufffe\uffff"})


@dataclass(frozen=True, slots=True)
class AskingFile:
    """What a file carries: the question, the answer where there is one, and what wrote it."""

    asking: Asking
    position: Position | None = None
    made_by: str = ""


class _Whole(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["asking"]
    format: int
    asking: Asking
    position: Position | None = None
    made_by: Annotated[str, msgspec.Meta(max_length=200)] = ""


class _Head(msgspec.Struct):
    kind: Literal["asking"]
    format: int


def to_text(file: AskingFile) -> str:
    """Write what a file carries as compact JSON, which is good XML too."""
    asking = replace(
        file.asking,
        title=plain_text(file.asking.title),
        text=plain_text(file.asking.text),
        choices=tuple(map(plain_text, file.asking.choices)),
    )
    whole = _Whole("asking", FORMAT, asking, _plain(file.position), file.made_by)
    return msgspec.json.encode(whole).decode().translate(_SPELT)


def _plain(position: Position | None) -> Position | None:
    if position is None:
        return None
    return replace(
        position,
        name=plain_text(position.name),
        choice=plain_text(position.choice),
        comment=plain_text(position.comment),
        decided_by=plain_text(position.decided_by),
    )


def from_text(text: str) -> AskingFile:
    """Read what a file carries.

    Raises:
        StocktakeError: ``newer_format`` when a newer version wrote it, ``damaged`` when it is not
            of this shape.
    """
    try:
        head = msgspec.json.decode(text, type=_Head)
        if head.format > FORMAT:
            raise StocktakeError(
                "newer_format",
                "It was written by a newer version of Stocktake.",
                "Update Stocktake, then open it again.",
            )
        whole = msgspec.json.decode(text, type=_Whole)
        _check(whole)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise StocktakeError(
            "damaged", "What it carries cannot be read.", "Ask for the file again."
        ) from error
    return AskingFile(whole.asking, whole.position, whole.made_by)


def _check(whole: _Whole) -> None:
    """Refuse what no question or answer of ours can hold.

    Raises:
        ValueError: it is too long, or is no number of patients.
    """
    asking, position = whole.asking, whole.position
    texts = [asking.id, asking.pcn, asking.title, asking.text, asking.asked_by, *asking.choices]
    if position is not None:
        texts += [position.asking_id, position.asking_hash, position.code, position.name]
        texts += [position.choice, position.comment, position.decided_by, position.answer_id]
        size = position.list_size
        if size is not None and not is_list_size(size):
            raise ValueError("no number of patients")
        if not 0 <= position.revision < _MOST_REVISIONS:
            raise ValueError("no revision")
    if not asking.id or len(asking.choices) > _MOST_CHOICES:
        raise ValueError("no question of ours")
    if any(len(each) > _MOST_CHARACTERS for each in texts):
        raise ValueError("too long")


def is_list_size(size: Decimal) -> bool:
    """Whether a number can be one of patients: whole, and no more than any practice has."""
    in_range = size.is_finite() and 0 <= size < _MOST_PATIENTS
    return in_range and size == size.to_integral_value()
