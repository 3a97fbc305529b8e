"""Yes or no, side by side, with neither chosen at first."""

from __future__ import annotations

from stocktake.questionnaire.form import Choice
from stocktake.questionnaire.types.yes_no import OPTIONS
from stocktake.ui.editors.choice import ChoiceEditor, RadioList


class YesNoEditor(ChoiceEditor):
    """A choice of two."""

    def _choices(self) -> tuple[Choice, ...]:
        return OPTIONS

    def _make_list(self, choices: tuple[Choice, ...]) -> RadioList:
        radios = RadioList(choices, in_row=True)
        for option in radios.options.values():
            option.keep_to_one_line()
        return radios
