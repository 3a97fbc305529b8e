"""The marks by which a sheet of ours is known, wherever it stands and whatever it is called."""

from __future__ import annotations

ANSWER_MARK = "stocktake-answers"
"""In the hidden row above the headings of an answer sheet."""

MANIFEST_MARK = "stocktake-manifest"
"""The first key of the hidden manifest."""

ASKING_MARK = "stocktake-question"
"""In the first cell of a question to practices, and the first key of its manifest."""

CARD_MARK = "stocktake-rate-card"
"""In the first cell of a rate card's list of prices, and the first key of its manifest."""
