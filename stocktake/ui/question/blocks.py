"""Which kind of block asks a question."""

from __future__ import annotations

from stocktake.questionnaire.numbering import Asked
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import TYPES
from stocktake.ui.question.block import Block
from stocktake.ui.question.field_block import FieldBlock
from stocktake.ui.question.figure_block import FigureBlock
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.group_block import GroupBlock
from stocktake.ui.question.table_block import TableBlock


def is_asked(sheet: Sheet, asked: Asked) -> bool:
    """Whether anything of what is asked together is asked now, companions apart."""
    companions = sheet.loaded.companion_ids
    return any(sheet.is_asked(each) for each in asked if each.id not in companions)


def on_route(sheet: Sheet, asked: Asked) -> Asked:
    """The first of what is asked together, and what else of it is on this practice's route."""
    return (asked[0], *(each for each in asked[1:] if sheet.on_route(each)))


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
