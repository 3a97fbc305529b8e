"""The head of a form says what the whole form says."""

import pytest

from stocktake.questionnaire.form_heads import form_head
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids


@pytest.mark.parametrize("form_id", shipped_form_ids())
def test_the_head_of_a_form_says_what_the_whole_form_says(form_id: str) -> None:
    head, form = form_head(form_id), shipped_form(form_id).form
    assert (head.id, head.title, head.strapline, head.minutes) == (
        form.id,
        form.title,
        form.strapline,
        form.minutes_core,
    )


def test_forms_that_are_closed_or_have_pages_of_their_own_are_not_among_further_ones() -> None:
    further = {each for each in shipped_form_ids() if form_head(each).is_further}
    assert further == {
        "swot", "terms_of_engagement", "voice_and_representation", "working_at_scale",
    }  # fmt: skip
