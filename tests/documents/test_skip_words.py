"""Skip rules in words; a rule too long for a sentence names what it depends on."""

import pytest

from stocktake.documents.skip_words import SkipWords
from stocktake.questionnaire.loading import load_form, shipped_form, shipped_form_ids
from stocktake.questionnaire.numbering import numbers

FORM = """
id = "small"
title = "Small"
version = "1"
subject = "practice"
[[section]]
id = "one"
title = "One"
[[section.question]]
id = "one.open"
type = "yes_no"
label = "Open?"
[[section.question]]
id = "one.kind"
type = "choice"
label = "Kind"
choice = [
  {code = "gms", label = "GMS"}, {code = "pms", label = "PMS"}, {code = "no", label = "None"},
]
[[section.question]]
id = "one.groups"
type = "choices"
label = "Groups"
choice = [{code = "pcn", label = "A PCN"}, {code = "fed", label = "A federation"}]
[[section.question]]
id = "one.count"
type = "number"
label = "How many?"
[[section.question]]
id = "one.asked"
type = "text"
label = "Asked"
relevant = "RULE"
"""


def rule(formula: str) -> str:
    loaded = load_form(FORM.replace("RULE", formula), "small.toml")
    return SkipWords(loaded, numbers(loaded)).of("one.asked")


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("${one.open} = 'yes'", "Answer only if question 1.1 is “Yes”."),
        ("${one.kind} != 'no'", "Answer only if question 1.2 is not “None”."),
        ("${one.count} != ''", "Answer only if question 1.4 is answered."),
        ("${one.count} > 0", "Answer only if question 1.4 is more than 0."),
        ("${one.count} <= 12", "Answer only if question 1.4 is at most 12."),
        (
            "in(${one.kind}, 'gms', 'pms')",
            "Answer only if question 1.2 is “GMS” or “PMS”.",
        ),
        ("selected(${one.groups}, 'pcn')", "Answer only if question 1.3 includes “A PCN”."),
        (
            "${one.open} = 'yes' and ${one.count} > 2",
            "Answer only if question 1.1 is “Yes” and question 1.4 is more than 2.",
        ),
        (
            "${one.open} = '' or in(${one.kind}, 'gms')",
            "Answer only if question 1.1 is not answered or question 1.2 is “GMS”.",
        ),
        (
            "coalesce(${one.open}, 'yes') = 'yes'",
            "Answer only if question 1.1 is “Yes” or is not answered.",
        ),
    ],
)
def test_a_rule_is_put_into_words(formula: str, words: str) -> None:
    assert rule(formula) == words


def test_a_rule_too_long_for_a_sentence_names_what_it_depends_on() -> None:
    said = rule("${one.count} * 2 > 10 or ${one.open} = 'no'")
    assert said == "Whether this applies depends on question 1.1 and question 1.4."


def test_a_question_without_a_rule_says_nothing() -> None:
    loaded = load_form(FORM.replace("RULE", "${one.open} = 'yes'"), "small.toml")
    assert SkipWords(loaded, numbers(loaded)).of("one.open") == ""


@pytest.mark.parametrize("form_id", shipped_form_ids())
def test_every_rule_of_a_shipped_form_has_words_without_ids(form_id: str) -> None:
    loaded = shipped_form(form_id)
    skips = SkipWords(loaded, numbers(loaded))
    for field_id in loaded.rules.relevant:
        said = skips.of(field_id)
        assert said.endswith("."), field_id
        assert "another answer" not in said, field_id
        assert not [other for other in loaded.fields if other in said.split()], field_id
    for table in loaded.rules.row_relevant:
        assert skips.of_rows(table).startswith("Only for rows where "), table
