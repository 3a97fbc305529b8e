"""Which kind of block asks a question."""

from __future__ import annotations

from collections.abc import Iterable

from stocktake.questionnaire.form import Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.types import TYPES
from stocktake.ui.question.block import Block
from stocktake.ui.question.field_block import FieldBlock
from stocktake.ui.question.figure_block import FigureBlock
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.group_block import GroupBlock
from stocktake.ui.question.table_block import TableBlock

Asked = tuple[Question, ...]
"""Questions asked together: one, or those of a group; companions follow their rating."""


def asked_together(loaded: LoadedForm, questions: Iterable[Question]) -> list[Asked]:
    """Gather a section's questions into what one block asks."""
    found: list[Asked] = []
    for question in questions:
        if question.asked != "form":
            continue
        is_companion = question.id in loaded.companion_ids
        is_same_group = bool(found and question.group and found[-1][0].group == question.group)
        if found and (is_companion or is_same_group):
            found[-1] = (*found[-1], question)
        else:
            found.append((question,))
    return found


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
