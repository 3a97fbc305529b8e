"""The parts of the panel beside the questions, in the order of their tabs.

To add one: write ``side_parts/<name>.py`` with a ``SidePart`` and put its class into ``SIDE_PARTS``
where its tab belongs.
"""

from __future__ import annotations

from stocktake.ui.question.side_parts.about import AboutPart
from stocktake.ui.question.side_parts.base import SidePart
from stocktake.ui.question.side_parts.evidence import EvidencePart
from stocktake.ui.question.side_parts.history import HistoryPart
from stocktake.ui.question.side_parts.last_year import LastYearPart
from stocktake.ui.question.side_parts.note import NotePart

SIDE_PARTS: tuple[type[SidePart], ...] = (
    AboutPart,
    NotePart,
    EvidencePart,
    LastYearPart,
    HistoryPart,
)
