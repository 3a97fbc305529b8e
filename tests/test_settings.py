import json
import os
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake import settings as module
from stocktake.errors import StocktakeError
from stocktake.settings import (
    GivenSettings,
    Settings,
    described,
    load_settings,
    may_be_given,
    may_be_locked,
    save_settings,
    with_changes,
    with_recent_file,
)


def test_every_setting_has_a_description_and_a_group() -> None:
    names = [name for name, _ in described()]
    assert names == [
        each.name for each in fields(Settings) if each.name not in ("unknown", "given")
    ]
    for _, description in described():
        assert description.help
        assert description.group


def test_the_first_settings_follow_the_computer_at_ordinary_size() -> None:
    assert Settings().text_size == 100
    assert Settings().colour_scheme == "system"


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    chosen = replace(Settings(), text_size=150, colour_scheme="dark", recent_files=("a", "b"))
    save_settings(chosen, tmp_path / "new folder" / "settings.json")
    assert load_settings(tmp_path / "new folder" / "settings.json") == chosen


@given(text_size=st.integers(80, 200), role=st.text(), folder=st.text())
def test_any_setting_survives_saving(
    tmp_path_factory: pytest.TempPathFactory, text_size: int, role: str, folder: str
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    chosen = Settings(text_size=text_size, role=role, export_folder=folder)
    save_settings(chosen, path)
    assert load_settings(path) == chosen


def test_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"text_size": 120, "reading_ruler": "blue"}), encoding="utf-8")
    save_settings(replace(load_settings(path), text_size=130), path)
    assert json.loads(path.read_text(encoding="utf-8"))["reading_ruler"] == "blue"
    assert load_settings(path).text_size == 130


def test_a_retired_name_gives_its_value_to_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETIRED_NAMES", {"font_size": "text_size"})
    path = tmp_path / "settings.json"
    path.write_text('{"font_size": 170}', encoding="utf-8")
    assert load_settings(path).text_size == 170


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[1]",
        '{"text_size": 900}',
        '{"text_size": "big"}',
        '{"text_size": true}',
        '{"colour_scheme": "pink"}',
        '{"recent_files": [1]}',
    ],
)
def test_a_damaged_setting_takes_its_default(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert replace(load_settings(path), unknown={}) == Settings()


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()


def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(text_size=110), path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StocktakeError) as refusal:
        save_settings(Settings(text_size=120), path)
    assert refusal.value.code == "settings_not_saved"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]
    assert load_settings(path).text_size == 110


def test_recent_files_are_ten_at_most_newest_first_each_once() -> None:
    settings = Settings()
    for number in [*range(12), 5]:
        settings = with_recent_file(settings, f"file{number}")
    assert settings.recent_files[:2] == ("file5", "file11")
    assert len(settings.recent_files) == 10
    assert len(set(settings.recent_files)) == 10


FEDERATION = GivenSettings(
    "Harbour Federation", {"text_size": 110, "role": "Practice manager"}, {"offer_unsure": False}
)


def test_a_given_default_holds_until_the_person_chooses(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    found = load_settings(path, FEDERATION)
    assert (found.text_size, found.role) == (110, "Practice manager")
    save_settings(replace(found, text_size=100), path)
    again = load_settings(path, FEDERATION)
    assert (again.text_size, again.role) == (100, "Practice manager")
    assert "role" not in json.loads(path.read_text(encoding="utf-8"))


def test_a_locked_setting_holds_and_gives_back_the_persons_own_when_it_goes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "settings.json"
    lock = GivenSettings("Harbour Federation", {}, {"role": "Manager"})
    save_settings(Settings(role="Deputy"), path)
    found = load_settings(path, lock)
    assert found.role == "Manager"
    assert found.why_locked("role") == "Set by Harbour Federation. It cannot be changed here."
    assert found.why_locked("text_size") == ""
    changed = with_changes(found, {"role": "Nurse", "text_size": 120})
    assert (changed.role, changed.text_size) == ("Manager", 120)
    save_settings(changed, path)
    assert load_settings(path) == Settings(role="Deputy", text_size=120)


def test_how_one_reads_may_be_given_and_never_locked() -> None:
    assert may_be_given("text_size")
    assert may_be_given("view_year")
    assert not may_be_given("desk_id")
    assert [name for name, _ in described() if may_be_locked(name)] == [
        "role",
        "offer_unsure",
        "export_folder",
    ]
