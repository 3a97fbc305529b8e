"""The next hit, whatever has been answered since."""

from filling import answer, say, stocktake

from stocktake.questionnaire.answers import State
from stocktake.ui.contents.search import Search


def test_hits_are_gone_through_in_turn_and_round() -> None:
    sheet, search = stocktake(), Search()
    hits = search.look([sheet], "phone")
    keys = [hit.entry.id for hit in hits]
    assert len(keys) > 2
    forth = [search.step([sheet], 1) for _ in range(len(keys) + 1)]
    assert [hit.entry.id for hit in forth if hit] == [*keys, keys[0]]
    back = search.step([sheet], -1)
    assert back is not None
    assert back.entry.id == keys[-1]
    assert search.place_in_words() == f"Hit {len(keys)} of {len(keys)}"


def test_a_hit_that_is_gone_is_passed_by() -> None:
    sheet, search = stocktake(), Search()
    answer(sheet, profile__practice_name="Zebra", demand__calls_month=9120)
    answer(sheet, leadership__m_direction_evidence="Zebra crossing")
    keys = [hit.entry.id for hit in search.look([sheet], "zebra")]
    assert keys == ["profile.practice_name", "leadership.m_direction"]
    assert search.step([sheet], 1)
    say(sheet, "profile.practice_name", State.NOT_KNOWN)
    then = search.step([sheet], 1)
    assert then is not None
    assert then.entry.id == "leadership.m_direction"


def test_nothing_looked_for_has_no_next() -> None:
    search = Search()
    assert search.step([stocktake()], 1) is None
    assert search.place_in_words() == ""
