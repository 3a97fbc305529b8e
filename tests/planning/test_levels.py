import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.planning.levels import NOT_APPLICABLE, LevelStatus, domain_level

ratings = st.lists(st.one_of(st.integers(0, 4), st.none(), st.just(NOT_APPLICABLE)), max_size=8)


@pytest.mark.parametrize(
    ("given_ratings", "level", "floor"),
    [
        ([1, 2, 3, 3], 2, 1),
        ([0, 3, 3], 3, 0),
        ([2, 3], 2, 2),
        ([2, 3, 1, 3], 2, 1),
    ],
)
def test_the_level_is_the_lower_median_beside_the_lowest_answer(given_ratings, level, floor):
    result = domain_level(given_ratings)
    assert (result.level, result.floor, result.status) == (level, floor, LevelStatus.KNOWN)


def test_one_of_four_ratings_is_not_enough():
    result = domain_level([3, None, None, None])
    assert result.level is None
    assert result.status is LevelStatus.NOT_ENOUGH
    assert (result.answered, result.applicable) == (1, 4)


def test_half_of_the_ratings_is_enough():
    assert domain_level([1, 3, None, None]).level == 1
    assert domain_level([1, None, None]).level is None


def test_a_rating_that_does_not_apply_is_left_out_of_both_counts():
    result = domain_level([3, None, NOT_APPLICABLE, NOT_APPLICABLE])
    assert (result.level, result.answered, result.applicable) == (3, 1, 2)


def test_a_domain_with_no_rating_that_applies_is_a_dash():
    result = domain_level([NOT_APPLICABLE, NOT_APPLICABLE])
    assert result.status is LevelStatus.NOT_APPLICABLE
    assert result.level is None


def test_an_unanswered_domain_is_never_level_nought():
    assert domain_level([None, None, None]).level is None


@given(ratings)
def test_a_level_is_one_of_the_answers_and_never_below_the_floor(given_ratings):
    result = domain_level(given_ratings)
    if result.status is LevelStatus.KNOWN:
        assert result.level in given_ratings
        assert result.floor <= result.level
        assert result.answered * 2 >= result.applicable
    else:
        assert result.level is None


@given(ratings, st.randoms(use_true_random=False))
def test_the_order_of_ratings_does_not_matter(given_ratings, random):
    shuffled = list(given_ratings)
    random.shuffle(shuffled)
    assert domain_level(shuffled) == domain_level(given_ratings)
