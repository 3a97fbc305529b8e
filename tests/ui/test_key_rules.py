import pytest

from stocktake.ui.key_rules import refusal, warning


@pytest.mark.parametrize("keys", ["N", "Shift+N", "Space", "5", "Del", "Down", "Return", "Ctrl+C"])
def test_keys_needed_for_typing_answering_or_copying_are_refused(keys: str) -> None:
    assert refusal(keys)


@pytest.mark.parametrize("keys", ["Ctrl+J", "F9", "Shift+F9", "Alt+7", "Ctrl+Down", "Ctrl++"])
def test_keys_held_with_another_and_function_keys_are_allowed(keys: str) -> None:
    assert refusal(keys) == ""


def test_more_than_one_combination_is_refused() -> None:
    assert refusal("Ctrl+K, Ctrl+J")


def test_altgr_and_the_letters_of_menus_are_warned_of() -> None:
    assert "AltGr" in warning("Ctrl+Alt+E", {"F"})
    assert "opens a menu" in warning("Alt+F", {"F"})
    assert warning("Alt+J", {"F"}) == ""
    assert warning("Ctrl+F", {"F"}) == ""
