"""The payload of a card holds any text at all, and is good XML as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.workbooks.card_layout import BEGINNING, from_payload, to_payload


@given(st.text())
def test_any_text_comes_back_as_it_was_put_in(text: str) -> None:
    payload = to_payload(text)
    assert from_payload(payload) == text
    assert payload.startswith(BEGINNING)
    assert payload.isascii()
    assert not set("&<>\x7f") & set(payload)


@pytest.mark.parametrize("payload", ["", "[]", "{}", '{"text":1}', "[" * 100_000])
def test_what_is_no_payload_of_a_card_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_payload(payload)
