"""Slow work of other programs, begun early so that it goes on while other tests run."""

import pytest


def begin_if_wanted(request: pytest.FixtureRequest, name: str) -> None:
    """Set a fixture up before its first test, if any test of this run will ask for it."""
    if any(name in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue(name)
