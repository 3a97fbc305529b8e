"""A practice that is open, for the parts of the gaps page."""

import pytest
from reviewing import Reviewed


@pytest.fixture
def reviewed(reviewed: Reviewed) -> Reviewed:
    """With a practice open and nothing answered."""
    reviewed.open()
    return reviewed
