"""Forms that are spoken of by name come with the program."""

import pytest

from stocktake.questionnaire.form_ids import ACTIONS, EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form


@pytest.mark.parametrize("form_id", [STOCKTAKE, EXPECTATIONS, ACTIONS])
def test_a_form_spoken_of_by_name_comes_with_the_program(form_id: str) -> None:
    assert shipped_form(form_id).form.id == form_id
