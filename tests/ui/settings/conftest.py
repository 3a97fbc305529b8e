"""Keys as shipped, before and after each test."""

from collections.abc import Iterator

import pytest

from stocktake.ui.keymap import keymap


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    """No keys chosen."""
    keymap().use(())
    yield
    keymap().use(())
