"""What is said about questions, as it is said everywhere else."""

from datetime import date

import pytest

from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import load_form, shipped_form
from stocktake.ui.question.words import offered_states, sources_in_words

FORM = """
id = "trial"
title = "Trial"
version = "1"
subject = "practice"
[[source]]
key = "plan"
title = "The plan"
addresses = ["https://example.org/plan"]
checked_on = 2026-03-05
[[section]]
id = "a"
title = "A"
[[section.question]]
id = "a.one"
type = "number"
label = "How many?"
sources = ["plan"]
"""


def test_a_source_says_its_day_as_every_day_is_written() -> None:
    loaded = load_form(FORM, "t")
    assert loaded.form.sources[0].checked_on == date(2026, 3, 5)
    words = sources_in_words(loaded, ("plan",))
    assert words == "The plan. Checked 5 March 2026.\nhttps://example.org/plan"


@pytest.mark.parametrize(("question", "last"), [("workforce.roles", "Prefer not to say")])
def test_one_may_prefer_not_to_say_where_people_are_concerned(question: str, last: str) -> None:
    questions = shipped_form(STOCKTAKE).questions
    assert offered_states(questions[question])[-1][1] == last
    assert last not in dict(offered_states(questions["profile.list_size"])).values()
