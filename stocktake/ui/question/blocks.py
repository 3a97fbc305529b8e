"""Which kind of block asks a question."""

from __future__ import annotations

from stocktake.questionnaire.numbering import Asked
from stocktake.questionnaire.types import TYPES
from stocktake.ui.question.block import Block
from stocktake.ui.question.field_block import FieldBlock
from stocktake.ui.question.figure_block import FigureBlock
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.group_block import GroupBlock
from stocktake.ui.question.table_block import TableBlock


def make_block(form: FormDesk, asked: Asked, number: str) -> Block:
    """Make the block for what is asked together, without showing anything in it yet."""
    first = asked[0]
    if first.group and len(asked) > 1:
        return GroupBlock(form, asked, number)
    if first.type == "table":
        return TableBlock(form, first, number)
    if TYPES[first.type].editor == "none":
        return FigureBlock(form, first, number)
    return FieldBlock(form, first, number, asked[1:])
