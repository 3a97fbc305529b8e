from pytestqt.qtbot import QtBot
from reviewing import Reviewed, displayed, unnamed

from stocktake.ui.pages.settings import SettingsPage
from stocktake.ui.settings import PANELS


def test_every_panel_opens_with_and_without_a_file_and_all_in_it_has_a_name(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = displayed(qtbot, SettingsPage(reviewed.desk))
    for is_open in (False, True):
        if is_open:
            reviewed.open()
        for spec in PANELS:
            page.go_to({"panel": spec.name})
            shown = [name for name, panel in page.panels.items() if panel.isVisible()]
            assert shown == [spec.name]
            assert unnamed(page) == [], spec.name
    qtbot.wait_until(lambda: not reviewed.jobs.is_busy)


def test_a_role_half_typed_is_kept_on_leaving(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = displayed(qtbot, SettingsPage(reviewed.desk))
    page.panels["preferences"].controls["role"].setText("Partner")
    page.go_to({"panel": "keys"})
    assert reviewed.desk.settings.role == "Partner"


def test_choosing_the_panel_in_front_again_leaves_it_there(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = displayed(qtbot, SettingsPage(reviewed.desk))
    page._choices.chosen.emit("")
    assert page.panels["preferences"].isVisible()
