import pytest

from stocktake.documents.blocks import About, Column, Document, Table, clean


def test_control_characters_are_taken_out_and_line_ends_made_alike() -> None:
    assert clean("Rota\x00\x07 gap\r\nMonday\rnoon\x85\ud800") == "Rota gap\nMonday\nnoon"


def test_words_cannot_be_turned_round_to_look_like_others() -> None:
    assert clean("invoice\u202excod.exe\u2066") == "invoicexcod.exe"


def test_tabs_emoji_and_accents_stay() -> None:
    assert clean("Zoë\t👍🏽 naïve") == "Zoë\t👍🏽 naïve"


def test_a_row_that_does_not_fit_under_its_headings_is_a_fault() -> None:
    with pytest.raises(ValueError, match="headings"):
        Table((Column("Domain"), Column("Level")), (("Access",),))


def test_the_running_head_names_the_practice_and_the_document() -> None:
    assert Document("Blank form", "", About(), ()).running_head == "Blank form"
    named = Document("Our answers", "", About("Quayside Surgery"), ())
    assert named.running_head == "Quayside Surgery · Our answers"
