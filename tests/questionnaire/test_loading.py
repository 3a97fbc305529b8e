"""Form files: what is right is read whole, what is wrong is reported whole."""

import pytest

from stocktake.errors import Problem
from stocktake.questionnaire.loading import FormRefused, load_form, shipped_form, shipped_form_ids

HEAD = 'id = "trial"\ntitle = "Trial"\nversion = "1"\nsubject = "practice"\n'


def form(*parts: str) -> str:
    return HEAD + '[[section]]\nid = "a"\ntitle = "Section A"\n' + "\n".join(parts)


def question(body: str) -> str:
    return "[[section.question]]\n" + body.replace("; ", "\n")


NUMBER = question('id = "a.list"; type = "number"; label = "List size"')


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(FormRefused) as refusal:
        load_form(text, "trial.toml")
    return refusal.value.problems


@pytest.mark.parametrize("form_id", shipped_form_ids())
def test_every_shipped_form_is_right(form_id: str) -> None:
    shipped = shipped_form(form_id)
    loaded = load_form(shipped.text, f"{form_id}.toml", shipped.catalogue)
    assert (loaded.id, loaded.hash) == (form_id, shipped.hash)
    assert len(loaded.fields) == len(set(loaded.fields))


def test_a_rating_brings_its_two_companions() -> None:
    loaded = shipped_form("practice_stocktake")
    ids = list(loaded.questions)
    place = ids.index("demand.m_urgent")
    assert ids[place + 1 : place + 3] == ["demand.m_urgent_evidence", "demand.m_urgent_agreed"]
    agreed = loaded.questions["demand.m_urgent_agreed"]
    assert [choice.label for choice in agreed.choice] == [
        "One person's view", "Discussed by a few", "Agreed by the partners or team",
    ]  # fmt: skip
    assert agreed.tier == "full"


def test_the_card_is_dealt_over_the_whole_catalogue() -> None:
    loaded = shipped_form("expectations")
    cards = [section for section in loaded.sections if section.id[:3].isupper()]
    assert len(cards) == 55
    assert {q.id for q in loaded.section_by_id["SCA-04"].questions} == {
        "SCA-04.aware", "SCA-04.want_a_say",
    }  # fmt: skip
    assert loaded.questions["ACC-01.level_needed"].default == "3"
    assert "ACC-01.needs_people.wte" in loaded.fields
    assert "want_a_say" not in {q.id for q in loaded.section_by_id["ACC-01"].questions}


def test_a_file_that_is_not_toml_says_where() -> None:
    (problem,) = problems(HEAD + "what is this")
    assert problem.code == "not_toml"
    assert "line 5" in problem.what


def test_every_slip_is_listed_at_once_with_its_place() -> None:
    text = form(
        question('id = "a.one"; type = "numbr"; label = "One"'),
        question('id = "a.two"; type = "number"; label = "Two"; relevent = "true()"'),
        "[[check]]\nid = 'X1'\n",
    )
    found = problems(text)
    assert [problem.where for problem in found] == [
        "trial.toml, section a, question a.one",
        "trial.toml, section a, question a.two",
        "trial.toml, check X1",
    ]
    assert "relevant" in found[1].how_to_fix


def test_an_unknown_question_in_a_formula_is_named_with_a_near_one() -> None:
    (problem,) = problems(
        form(NUMBER, question('id = "a.b"; type = "text"; label = "B"; relevant = "${a.lst} > 3"'))
    )
    assert problem.code == "unknown_id"
    assert problem.where == "trial.toml, section a, a.b, relevant"
    assert "a.list" in problem.what + problem.how_to_fix


def test_a_circle_of_formulas_is_named() -> None:
    (problem,) = problems(
        form(
            question(
                'id = "a.b"; type = "calculated"; label = "B"; unit = "x"; calculate = "${a.c} + 1"'
            ),
            question(
                'id = "a.c"; type = "calculated"; label = "C"; unit = "x"; calculate = "${a.b} + 1"'
            ),
        )
    )
    assert problem.code == "cycle"
    assert "a.b" in problem.what
    assert "a.c" in problem.what


def test_a_duplicate_id_is_named() -> None:
    (problem,) = problems(form(NUMBER, NUMBER))
    assert problem.code == "duplicate_id"
    assert "a.list" in problem.what


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('id = "a.r"; type = "rating"; label = "R"; anchors = ["a", "b"]', "anchors"),
        ('id = "a.r"; type = "rating"; label = "R"; domain = "acess"', "domain"),
        ('id = "a.c"; type = "choice"; label = "C"; options = "OS_NONE"', "no_options"),
        ('id = "a.c"; type = "choice"; label = "C"', "no_options"),
        ('id = "a.t"; type = "table"; label = "T"', "no_columns"),
        ('id = "a.n"; type = "number"; label = "N"; relevant = "sum(${a.n}"', "unclosed"),
        ('id = "a.n"; type = "date"; label = "N"; fallback = "b.n"', "unknown_id"),
    ],
)
def test_what_is_wrong_with_a_question_is_told(body: str, code: str) -> None:
    found = problems(form(question(body)))
    assert all(problem.how_to_fix for problem in found)
    if code != "unclosed":
        assert code in {problem.code for problem in found}


def test_answers_keep_the_hash_of_the_form_whatever_the_line_ends() -> None:
    text = form(NUMBER)
    assert load_form(text, "a").hash == load_form(text.replace("\n", "\r\n"), "a").hash
    assert load_form(text, "a").hash != load_form(text.replace("List", "Lists"), "a").hash
