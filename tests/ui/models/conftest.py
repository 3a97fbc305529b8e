"""A practice that is open, for models of what its answers come to."""

import pytest
from reviewing import Reviewed


@pytest.fixture
def reviewed(reviewed: Reviewed) -> Reviewed:
    """With a practice open and nothing answered."""
    reviewed.open()
    return reviewed
