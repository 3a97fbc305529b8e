"""What a practice comes to in a merge goes through a workbook and comes back to the last digit."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from hypothesis import given, settings

from stocktake.merge.figures import Figures, figures_from, figures_of
from stocktake.merge.member import Member
from tests.merge.making import members
from tests.store.killing import runs

ABOUT = (
    "code", "name", "round", "return_id", "pcn_code", "pcn_name", "is_sample", "signed_version",
    "form_versions",
)  # fmt: skip


def about(member: Member) -> Member:
    """What comes from the returns and not from the figures."""
    return Member(**{name: getattr(member, name) for name in ABOUT})


def spoilt(**changes: Any) -> str:
    """Figures of a practice with something in them that nobody wrote."""
    text = figures_of(Member(code="A", name="A"), "x", {}).text
    return json.dumps(json.loads(text) | changes)


@given(members("Z00001", "Tideway PCN", with_versions=True))
@settings(max_examples=runs(long=60, short=25))
def test_a_practice_comes_back_to_the_last_digit(member: Member) -> None:
    written = figures_of(member, "made with", {"form": "fingerprint"})
    read = figures_from(written.text.decode())
    assert read == written
    again = read.member(about(member))
    assert again == member
    assert written.packed().member(about(member)) == member
    assert [str(line.gbp) for line in again.money or ()] == [
        str(line.gbp) for line in member.money or ()
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"levels": {"nowhere": ["known", 1, 1]}},
        {"levels": {"access": ["known", 9, 1]}},
        {"gaps": {"firm": {"access": [0]}}},
        {"cells": [["gap", 1, 0, 3]], "gaps": {"firm": {"access": [0] * 21}}},
        {"list_size": "1e999999"},
        {"money": [["nothing", "", 2026, "", "1"]]},
        {"people": [["someday", "gp", 2026, "", "1"]]},
        {"staff": [["gp", "GP", False, ["1"]]]},
        {"also": 1},
    ],
)
def test_what_could_not_have_been_written_is_refused(changes: dict[str, Any]) -> None:
    figures = figures_from(spoilt(**changes))
    with pytest.raises(ValueError):
        figures.member(Member(code="A", name="A"))


@pytest.mark.parametrize("text", ["", "1", "{}", '{"made_with": 1, "of": {}}'])
def test_what_is_no_figures_at_all_is_refused_at_once(text: str) -> None:
    with pytest.raises(ValueError):
        figures_from(text)


@pytest.mark.parametrize(
    "packed", [b"not packed", zlib.compress(b"{}")[:-1], zlib.compress(b" " * 5_000_000)]
)
def test_what_was_packed_by_nobody_or_is_far_too_much_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"packed|more than"):
        Figures("x", {}, packed).member(Member(code="A", name="A"))
