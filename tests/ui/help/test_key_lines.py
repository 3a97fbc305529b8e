from stocktake.ui.help.key_lines import keys_in_markdown
from stocktake.ui.keymap import OF_PAGES, in_words, keymap


def test_every_command_with_keys_is_in_the_help() -> None:
    text = keys_in_markdown()
    for menu, words, keys in OF_PAGES:
        if keys:
            assert f"## Menu {menu}" in text
            assert f"| {in_words([keys])} | {words} |" in text


def test_the_help_has_the_keys_that_were_chosen() -> None:
    keymap().use(["question.note=Ctrl+Shift+J", "question.next_problem="])
    text = keys_in_markdown()
    keymap().use(())
    assert "| Ctrl+Shift+J | Note |" in text
    assert "Next problem" not in text
