"""Rate cards without a window: publish one, check a copy, and put two beside each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from stocktake.errors import StocktakeError, not_written
from stocktake.tasks.other_card import compare, load_card_file, load_working_card
from stocktake.tasks.publish_card import publish_card

Say = Callable[[str], None]


def publish(card: Path, folder: Path, say: Say, *, names_looked_at: bool = False) -> None:
    """Publish a card as workbook, web page and JSON; the window makes the PDF as well.

    Raises:
        StocktakeError: it cannot be read, is not fit to publish, or cannot be written.
    """
    ready = load_working_card(card)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
    now = datetime.now(UTC).astimezone()
    made = publish_card(ready, folder, now, names_looked_at=names_looked_at)
    for path in made.files:
        say(f"Written: {path}")
    say(f"SHA-256: {made.published.sha256}")


def check(path: Path, say: Say) -> bool:
    """Say what a published card is, and whether it is as it was published; true when it is.

    Raises:
        StocktakeError: it is no card that can be read.
    """
    found = load_card_file(path)
    if found.read is None:
        problem = found.problems[0]
        raise StocktakeError(problem.code, f"{path.name}: {problem.what}", problem.how_to_fix)
    card = found.read.card
    say(f"{card.title}, version {card.version}, {card.publisher}. {card.status_in_words}.")
    say(f"SHA-256: {found.read.sha256}")
    for problem in found.problems:
        say(f"  {problem}")
    if not found.problems:
        say("It is as it was published.")
    return not found.problems


def compare_files(ours: Path, theirs: Path, say: Say) -> None:
    """Say how two cards stand to each other, a line a row.

    Raises:
        StocktakeError: one of them cannot be read.
    """
    compared = compare(load_working_card(ours), load_working_card(theirs))
    for note in compared.notes:
        say(note)
    for row in compared.rows:
        figures = f"{_pounds(row.ours_gbp)} | {_pounds(row.theirs_gbp)}"
        say(f"{row.name} | {row.unit} | {figures} | {_pounds(row.difference_gbp)} | {row.words}")


def _pounds(amount: Decimal | None) -> str:
    if amount is None:
        return "-"
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.2f}"
