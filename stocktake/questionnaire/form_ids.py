"""What the forms that pages and tasks speak of by name are called.

Apart from the forms themselves, so that a page can be named after its form without one being read.
"""

from __future__ import annotations

STOCKTAKE = "practice_stocktake"
EXPECTATIONS = "expectations"
ACTIONS = "actions"
CARD_LINES = "rate_card_lines"

OWN_ROWS_TABLE = "local.rows"
"""The table in which a practice adds expectations of its own; its rows become cards."""
