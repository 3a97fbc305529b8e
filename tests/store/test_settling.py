"""What was decided of a file that came back, and what undoing does to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stocktake.store.settling import Settling, settling_from_text, settling_text

TEXTS = st.dictionaries(
    st.sampled_from(["answer:q1", "note:q1"]), st.lists(st.text(max_size=3), max_size=2).map(tuple)
)
DECIDED = st.lists(st.tuples(TEXTS, st.sampled_from(["", "abc", "def"])), max_size=4)


def made(decided: list[tuple[dict[str, tuple[str, ...]], str]]) -> Settling:
    settling = Settling()
    for texts, group in decided:
        settling = settling.settle(texts, group)
    return settling


@given(decided=DECIDED)
def test_it_is_read_as_it_was_written(
    decided: list[tuple[dict[str, tuple[str, ...]], str]],
) -> None:
    settling = made(decided).turn({"abc"}, is_undone=True)
    assert settling_from_text(settling_text(settling)) == settling


@given(decided=DECIDED)
def test_undone_and_done_again_everything_is_decided_as_before(
    decided: list[tuple[dict[str, tuple[str, ...]], str]],
) -> None:
    before = made(decided)
    after = before.turn({"abc"}, is_undone=True).turn({"abc"}, is_undone=False)
    assert after == before


def test_what_an_undone_change_decided_is_open_again() -> None:
    settling = Settling().settle({"q1": ("12",)}, "abc").settle({"q1": ("13",)}, "def")
    assert settling.standing == {"q1": ("12", "13")}
    assert settling.turn({"def"}, is_undone=True).standing == {"q1": ("12",)}


def test_sections_that_were_back_with_a_change_are_known_by_it() -> None:
    settling = Settling().end("abc")
    assert settling.ended_by(("abc", "def"))
    assert not settling.ended_by(("def",))


def test_what_was_decided_before_changes_were_kept_is_read() -> None:
    assert settling_from_text('{"q1": ["12"]}').standing == {"q1": ("12",)}
    assert settling_from_text("").standing == {}
