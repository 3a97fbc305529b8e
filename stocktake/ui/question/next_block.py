"""Which of a section's blocks comes next, and what holds up completing the section."""

from __future__ import annotations

from collections.abc import Sequence

from stocktake.phrases import counted
from stocktake.questionnaire.progress import DEALT_WITH, progress
from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.question.block import Block


def block_after(shown: Sequence[Block], here: Block | None, by: int) -> Block | None:
    """The block after (1) or before (-1) the one in hand; None past either end."""
    if not shown:
        return None
    if here not in shown:
        return shown[0 if by > 0 else -1]
    at = shown.index(here) + by
    return shown[max(at, 0)] if -1 <= at < len(shown) else None


def problem_after(shown: Sequence[Block], here: Block | None, by: int) -> Block | None:
    """The next or previous block with something to put right, going round; None without any."""
    start = shown.index(here) if here in shown else -1
    order = [*shown[start + 1 :], *shown[: start + 1]]
    if by < 0:
        at = start if start >= 0 else 0
        order = [*reversed(shown[:at]), *reversed(shown[at:])]
    return next((block for block in order if block.has_problem), None)


def unfinished_after(shown: Sequence[Block], here: Block | None) -> Block | None:
    """The next block still to be dealt with, after the one in hand; None when all are."""
    start = shown.index(here) + 1 if here in shown else 0
    return next((block for block in shown[start:] if block.is_unfinished), None)


def first_in_the_way(shown: Sequence[Block]) -> Block | None:
    """The first block that holds up completing the section."""
    for block in shown:
        required = any(question.required for question in block.questions)
        if block.remarks.has_error or (required and block.state not in DEALT_WITH):
            return block
    return next((block for block in shown if block.is_unfinished), None)


def in_the_way(sheet: Sheet, section_id: str) -> str:
    """What holds up completing a section, in words; empty when nothing does."""
    found = progress(sheet, section_id, True)
    said = []
    if found.problems:
        said.append(f"{counted(found.problems, 'answer')} to put right")
    if found.required_left:
        said.append(f"{counted(found.required_left, 'answer')} still needed")
    if found.come_back:
        said.append(f"{counted(found.come_back, 'answer')} to come back to")
    return ", ".join(said)
