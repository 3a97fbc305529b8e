from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication
from window import begin, block_of, opened, show

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.places import place_of
from stocktake.ui.theme import Theme


def offered(program: Program) -> bool:
    show(program, "section", **place_of(STOCKTAKE, "profile", "profile.list_size"))
    block = block_of(program, "profile.list_size")
    estimate = block.tools.estimate
    return estimate is not None and estimate.isVisible()


def test_the_tick_box_for_estimates_comes_and_goes_with_the_setting(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    with opened(qapp, theme, tmp_path) as program:
        begin(program)
        size = answered(Decimal(9120))
        program.desk.answer(STOCKTAKE, Address("profile.list_size"), size, at_once=True)
        assert offered(program)
        program.desk.prefer(offer_unsure=False)
        assert not offered(program)
        program.desk.prefer(offer_unsure=True)
        assert offered(program)
