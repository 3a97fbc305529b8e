"""The population check: bands and their edges."""

from dataclasses import replace
from decimal import Decimal

import pytest

from stocktake.merge.member import Expected
from stocktake.merge.population import band, population_check
from tests.merge.making import harbour_and_vale


def test_harbour_and_vale_is_in_range_and_below_it_without_fellgate():
    everyone = harbour_and_vale()
    check = population_check(everyone)
    assert (check.patients, check.band) == (34000, "usual PCN range")
    smaller = population_check([each for each in everyone if each.code != "F"])
    assert smaller.patients == 28800
    assert smaller.band == "below the usual minimum: look for partners"


@pytest.mark.parametrize(
    ("patients", "word"),
    [
        (29_999, "below"),
        (30_000, "usual"),
        (50_000, "usual"),
        (50_001, "large"),
        (100_000, "large"),
        (100_001, "multi-PCN"),
    ],
)
def test_the_edges_of_the_bands(patients, word):
    assert band(Decimal(patients)).startswith(word)


def test_a_practice_without_a_list_size_is_named_in_the_base_and_never_nought():
    members = harbour_and_vale(F={"list_size": None})
    check = population_check(members, [Expected("X", "Exmoor")])
    assert check.words.startswith("28,800 patients, from 3 of 5 practices: ")
    assert population_check([replace(each, list_size=None) for each in members]) is None
