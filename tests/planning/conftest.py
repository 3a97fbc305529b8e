"""Rows, the shipped catalogue and the assessment date that the planning tests share."""

from datetime import date

import msgspec
import pytest

from stocktake.paths import shipped
from stocktake.planning.expectations import ExpectationAnswer, PlannedExpectation
from stocktake.planning.levels import domain_level
from stocktake.questionnaire.catalogue import Catalogue, Expectation


def make_row(row_id="E1", *, own=None, is_own=False, **changes):
    """Make one planned expectation: the row's fields, and the practice's own answers in ``own``."""
    fields = {
        "id": row_id,
        "title": f"Title of {row_id}",
        "statement": "What is expected.",
        "domain": "access",
        "status": "contractual",
        "kind": "duty",
        "asked_of": "practice",
        "due": date(2027, 3, 31),
        "due_year": "2026/27",
        "date_note": "",
        "level": 2,
        "lead_months": 6,
        "impact": 3,
    }
    published = Expectation(**(fields | changes))
    return PlannedExpectation(published, ExpectationAnswer(**(own or {})), is_own)


@pytest.fixture(scope="session")
def row():
    return make_row


@pytest.fixture(scope="session")
def today():
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def at_level():
    """Make the level of a domain whose ratings all say the same."""
    return lambda level: domain_level([level] * 3)


@pytest.fixture(scope="session")
def catalogue():
    text = (shipped("forms") / "catalogues" / "expectations.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=Catalogue)
