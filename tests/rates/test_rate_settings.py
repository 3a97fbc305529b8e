from decimal import Decimal

import pytest

from stocktake.errors import StocktakeError
from stocktake.paths import shipped
from stocktake.rates.rate_settings import (
    NEEDED,
    read_rate_settings,
    shipped_rate_settings,
)

TEXT = (shipped("forms") / "catalogues" / "rate_settings.toml").read_text(encoding="utf-8")


def test_the_shipped_figures_are_the_ones_of_the_method():
    expected = {
        "ni_share": "0.15", "ni_threshold_gbp": "5000", "pension_share": "0.1438",
        "levy_share": "0", "working_days": "260", "overhead": "0.15", "management": "0.05",
        "uplift": "0.10", "room_gbp_per_hour": "9",
    }  # fmt: skip
    found = {each.id: each.value for each in shipped_rate_settings().settings}
    assert found == {name: Decimal(value) for name, value in expected.items()}
    assert set(NEEDED) == set(found)


def test_every_figure_says_its_source_or_that_it_has_none_and_when_it_was_checked():
    for setting in shipped_rate_settings().settings:
        assert setting.checked_on
        assert setting.source or setting.note
        assert bool(setting.source) == setting.address.startswith("https://")
    assert shipped_rate_settings().setting("overhead").source == ""
    assert "15%" in shipped_rate_settings().setting("ni_share").source
    assert all(role.source == "" for role in shipped_rate_settings().roles)


def test_a_role_of_the_practices_own_has_no_starting_figures():
    assert shipped_rate_settings().role("dietitian") is None


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('id = "uplift"', 'id = "uplifting"'),
        ('id = "management"', 'id = "overhead"'),
        ('id = "nurse"', 'id = "gp"'),
        ("value = 0.1438", "value = 14.38"),
        ("value = 260", 'value = "many"'),
        ("value = 260", "value = nan"),
        ("bookable_share = 0.80", "bookable_share = 80"),
        ("leave_days = 25", "holiday = 25"),
        ("[[role]]", "[[role]"),
    ],
)
def test_a_slip_in_the_file_is_refused(was, now):
    with pytest.raises(StocktakeError) as caught:
        read_rate_settings(TEXT.replace(was, now, 1))
    assert caught.value.code == "rate_settings"
