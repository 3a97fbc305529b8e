from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.settings import GivenSettings, Settings, described
from stocktake.ui.settings.preferences import PreferencesPanel
from stocktake.ui.widgets.labels import Words


def shown(qtbot: QtBot, reviewed: Reviewed) -> PreferencesPanel:
    panel = PreferencesPanel(reviewed.desk)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    return panel


def test_every_setting_with_a_label_has_a_row_with_its_help(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    panel = shown(qtbot, reviewed)
    said = {each.text() for each in panel.findChildren(Words)}
    for name, description in described():
        assert (name in panel.controls) is bool(description.label)
        if description.label:
            assert {description.label, description.help} <= said


def test_text_grows_in_steps_and_stops_at_its_limit(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.desk.prefer(text_size=185)
    row = shown(qtbot, reviewed).controls["text_size"]
    row.more.click()
    assert reviewed.desk.settings.text_size == 195
    row.more.click()
    row.more.click()
    assert reviewed.desk.settings.text_size == 200
    row.less.click()
    assert reviewed.desk.settings.text_size == 190


def test_a_choice_a_tick_and_a_line_are_kept(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    panel.controls["colour_scheme"].options()[3].click()
    panel.controls["offer_unsure"].click()
    panel.controls["role"].setText("  Deputy manager ")
    panel.leaving()
    kept = reviewed.desk.settings
    assert (kept.colour_scheme, kept.offer_unsure, kept.role) == (
        "contrast",
        False,
        "Deputy manager",
    )


def test_what_is_changed_elsewhere_is_shown(qtbot: QtBot, reviewed: Reviewed) -> None:
    panel = shown(qtbot, reviewed)
    reviewed.desk.prefer(text_size=130, colour_scheme="dark")
    assert panel.controls["text_size"].value() == 130
    assert panel.controls["colour_scheme"].choice() == "dark"


def test_a_locked_setting_is_shown_with_who_set_it_and_cannot_be_changed(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    given = GivenSettings("Harbour Federation", {}, {"offer_unsure": False})
    reviewed.desk.settings = Settings(offer_unsure=False, given=given)
    panel = shown(qtbot, reviewed)
    assert "offer_unsure" not in panel.controls
    said = [each.text() for each in panel.findChildren(Words)]
    assert "Set by Harbour Federation. It cannot be changed here." in said
    assert "No" in said
    reviewed.desk.prefer(offer_unsure=True, role="Nurse")
    assert not reviewed.desk.settings.offer_unsure
    assert reviewed.desk.settings.role == "Nurse"
