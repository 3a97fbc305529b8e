"""Rate cards without a window: publish one, check a copy, put two beside each other, pool costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from stocktake.errors import StocktakeError, not_written
from stocktake.merge.card_returns import pool_in
from stocktake.merge.leaving import COMPETITION_CAUTION
from stocktake.phrases import counted
from stocktake.rates.publishing import published
from stocktake.tasks.combine import gather, say_results
from stocktake.tasks.other_card import compare, load_card_file, load_working_card
from stocktake.tasks.pooled_card import about_pool, pool_in_words, pooled_card, whose
from stocktake.tasks.publish_card import publish_card

Say = Callable[[str], None]

NO_PDF = (
    "No PDF was written: only the window can lay one out. Publish on the page “Rate card” for all "
    "four files, or print the web page to PDF from a browser."
)


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
    say(NO_PDF)


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


def pool(files: Sequence[Path], out: Path, say: Say, details: Path | None = None) -> None:
    """Make a draft card of pooled costs from practices' workbooks, ready to be completed.

    Args:
        files: workbooks, or folders of them.
        out: the JSON file to write.
        say: told what was pooled and what is held.
        details: a card whose title, dates, scope and so on are taken; None begins a new one.

    Raises:
        StocktakeError: nothing could be read, no line has the costs of five practices, or the
            draft cannot be written.
    """
    gathered = gather(files)
    say_results(gathered, say)
    year = next(iter(gathered.collection.rounds), "")
    found = pool_in(gathered.collection, year)
    say(COMPETITION_CAUTION)
    for words in pool_in_words(found):
        say(words)
    key, name = whose(gathered.collection, year)
    about = about_pool(gathered.collection, year, key, name)
    card = pooled_card(found, about, load_working_card(details) if details else None)
    if card is None:
        raise StocktakeError(
            "pool_too_small",
            "No line has the costs of five practices, so there is no pooled card.",
            "Ask the practices to tick the costs of their rate card when they export.",
        )
    try:
        out.write_text(published(card).text, encoding="utf-8")
    except OSError as error:
        raise not_written(out, error) from error
    say(f"Written: {out}. {card.title}: {counted(len(card.lines), 'line')}, a draft to complete.")


def _pounds(amount: Decimal | None) -> str:
    if amount is None:
        return "-"
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.2f}"
