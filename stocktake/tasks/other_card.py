"""Another provider's rate card: load it from a workbook or JSON, and put it beside one's own.

Whatever is wrong with a file is said in words. Lines of different units are never compared unless
somebody said how many of the one make one of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from stocktake.errors import Problem, StocktakeError
from stocktake.phrases import listed
from stocktake.rates.card import RateCard
from stocktake.rates.comparing import (
    ComparedLine,
    Comparison,
    Mappings,
    compare_cards,
    unpriced,
)
from stocktake.rates.pricing import price_card
from stocktake.rates.publishing import MOST_CHARACTERS, read_card, read_card_toml
from stocktake.units import number_in_words
from stocktake.workbooks.card_reading import CardFile, read_card_workbook

TOML = ".toml"
_WORKBOOKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))


def load_card_file(path: Path, password: str = "") -> CardFile:
    """Load a published card; call it away from the window.

    A workbook is told from JSON by its first bytes, whatever it is called.

    Args:
        path: the file.
        password: opens the workbook, if it asks for one.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_CHARACTERS + 1)
    except OSError as error:
        words = f"The file could not be read: {error.strerror or 'no reason given'}."
        how = "Check that it is still there, or copy it to this computer."
        return CardFile(path.name, None, (Problem("missing", path.name, words, how),))
    if data.startswith(_WORKBOOKS):
        return read_card_workbook(path, password)
    try:
        if len(data) > MOST_CHARACTERS:
            raise StocktakeError(
                "card_too_long", "This file is too long for a rate card.", "Choose another file."
            )
        read = read_card(_text(data))
    except StocktakeError as error:
        problem = Problem(error.code, path.name, error.what, error.how_to_fix)
        return CardFile(path.name, None, (problem,))
    return CardFile(path.name, read, read.problems)


def load_working_card(path: Path) -> RateCard:
    """Load a card to work with: a published one, or one kept as TOML.

    Raises:
        StocktakeError: it cannot be read.
    """
    if path.suffix.lower() == TOML:
        try:
            if path.stat().st_size > MOST_CHARACTERS:
                raise StocktakeError("card_too_long", "This file is too long for a rate card.")
            return read_card_toml(_text(path.read_bytes()))
        except OSError as error:
            raise StocktakeError(
                "missing", f"“{path.name}” could not be read.", "Check that it is there."
            ) from error
    found = load_card_file(path)
    if found.read is None:
        problem = found.problems[0]
        raise StocktakeError(problem.code, f"{path.name}: {problem.what}", problem.how_to_fix)
    return found.read.card


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StocktakeError(
            "not_a_card",
            "This is not a rate card: it is not text.",
            "Choose the file that its publisher saved as a rate card.",
        ) from None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One line of the comparison, in words and figures.

    Attributes:
        line_id, their_id: ids of the lines; empty where one side has none.
        ours_gbp, theirs_gbp: for one of our units; None where there is nothing to compare, and
            where a line has nobody's minutes yet.
        difference_gbp: theirs less ours.
        words: how the two stand to each other, and what unit was mapped.
        is_other_unit: their unit is another one, and nobody said how many make one of ours.
    """

    line_id: str
    their_id: str
    name: str
    unit: str
    their_name: str
    ours_gbp: Decimal | None
    theirs_gbp: Decimal | None
    difference_gbp: Decimal | None
    words: str
    is_other_unit: bool = False


@dataclass(frozen=True, slots=True)
class CardComparison:
    """Two cards side by side.

    Attributes:
        notes: what to know about the two before reading the figures.
    """

    rows: tuple[ComparisonRow, ...]
    notes: tuple[str, ...]


def compare(ours: RateCard, theirs: RateCard, mappings: Mappings | None = None) -> CardComparison:
    """Put another card beside ours, line by line.

    Raises:
        StocktakeError: ``unit_mapping`` or ``line_mapping``.
    """
    priced, their_priced = price_card(ours), price_card(theirs)
    notes = _notes(ours, theirs)
    for whose, card in (("Your", priced), ("Their", their_priced)):
        if names := [line.name or "a line without a name" for line in unpriced(card)]:
            notes.append(f"{whose} card has no price that can be worked out for {listed(names)}.")
    lines = compare_cards(priced, their_priced, mappings)
    return CardComparison(tuple(map(_row, lines)), tuple(notes))


def _notes(ours: RateCard, theirs: RateCard) -> list[str]:
    notes = []
    if ours.id == theirs.id:
        notes.append(
            f"Both have the same card id: they are versions {ours.version} and {theirs.version} of "
            "one card, or one was copied from the other."
        )
    if ours.base_year != theirs.base_year:
        notes.append(
            f"Your prices are of {ours.base_year} and theirs of {theirs.base_year}: part of a "
            "difference is the years between."
        )
    if theirs.mode != ours.mode:
        notes.append("One card stands on published references and the other on own costs.")
    return notes


def _row(each: ComparedLine) -> ComparisonRow:
    ours, theirs = each.ours, each.theirs
    shown = ours or theirs
    their_price = theirs.price_gbp if theirs and not ours else each.theirs_gbp
    # Without minutes a price would only look right, so none stands there and nothing is compared.
    is_ours_bare = ours is not None and ours.line.lacks_minutes
    is_theirs_bare = theirs is not None and theirs.line.lacks_minutes
    is_bare = is_ours_bare or is_theirs_bare
    return ComparisonRow(
        line_id=ours.line.id if ours else "",
        their_id=theirs.line.id if theirs else "",
        name=shown.line.name if shown else "",
        unit=shown.line.unit if shown else "",
        their_name=theirs.line.name if theirs else "",
        ours_gbp=ours.price_gbp if ours and not is_ours_bare else None,
        theirs_gbp=None if is_theirs_bare else their_price,
        difference_gbp=None if is_bare else each.difference_gbp,
        words=_bare_words(each) if is_bare else _words(each),
        is_other_unit=each.how is Comparison.DIFFERENT_UNIT,
    )


def _bare_words(each: ComparedLine) -> str:
    """Say which of the two lines has nobody's minutes yet, and that it therefore has no price."""
    ours = each.ours is not None and each.ours.line.lacks_minutes
    theirs = each.theirs is not None and each.theirs.line.lacks_minutes
    if ours and theirs:
        return "Neither line has minutes yet, so there is no price"
    start = "Yours" if ours else "Theirs"
    said = f"{start} has no minutes yet, so it has no price"
    is_alone = each.how in (Comparison.ONLY_OURS, Comparison.ONLY_THEIRS)
    return f"{_words(each)}. {said}" if is_alone else said


def _words(each: ComparedLine) -> str:
    if each.how in (Comparison.ONLY_OURS, Comparison.ONLY_THEIRS):
        first, other = ("your", "their") if each.ours else ("their", "your")
        if each.is_other_unpriced:
            return f"On {other} card too, but its price there cannot be worked out"
        return f"Only on {first} card"
    their_unit = each.theirs.line.unit if each.theirs else ""
    if each.how is Comparison.DIFFERENT_UNIT:
        price = f"£{each.theirs.price_gbp:,.2f}" if each.theirs else ""
        return f"Not compared: theirs is {price} per {their_unit}"
    if each.mapping is not None:
        many = number_in_words(each.mapping.how_many)
        return f"{many} of their “{their_unit}” count as one “{each.mapping.ours}”"
    return "Compared"


def likely_lines(ours: RateCard, theirs: RateCard) -> dict[str, str]:
    """Propose their line for ours where both are of one service of the stocktake, or of one name.

    Lines of one id meet by themselves and are left out; so is whatever fits more than one line.
    """
    same = {line.id for line in ours.lines} & {line.id for line in theirs.lines}
    said: dict[str, str] = {}
    for line in ours.lines:
        fitting = [
            each.id
            for each in theirs.lines
            if each.id not in same
            and (
                (line.service and each.service == line.service)
                or _plain(each.name) == _plain(line.name)
            )
        ]
        if line.id not in same and len(fitting) == 1 and fitting[0] not in said.values():
            said[line.id] = fitting[0]
    return said


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
