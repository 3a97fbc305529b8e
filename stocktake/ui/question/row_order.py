"""In what order the rows of a table are shown while some of them are still being filled in."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def row_order(
    shown: Sequence[str], before: Collection[str], known: Sequence[str], kept: Collection[str]
) -> list[str]:
    """Put the rows there are in order, with new ones where they were put in by hand.

    Args:
        shown: the rows on the screen, in order.
        before: the rows there were when they were last shown.
        known: the rows there are now, in order; the order decides for all but new ones.
        kept: every row that is kept, also one that does not apply now.

    Returns:
        What there is; rows on the screen that have never been answered; and not those that were
        there before and are gone, because that is how a new row is undone.
    """
    by_hand = {row for row in shown if row not in before and (row in known or row not in kept)}
    order = [row for row in known if row not in by_hand]
    for place, row in enumerate(shown):
        if row in by_hand:
            above = next((each for each in reversed(shown[:place]) if each in order), None)
            order.insert(order.index(above) + 1 if above is not None else 0, row)
    return order
