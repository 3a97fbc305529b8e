"""A figure that a formula fetched from another file is taken as shown, and named."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from stocktake.questionnaire.loaded import LoadedForm
from stocktake.workbooks.linked_cells import FormulaLinks
from stocktake.workbooks.reading import Forms
from stocktake.workbooks.received import receive_bytes
from stocktake.workbooks.understanding import understand

FIGURE = rb'(<c r="C\d+"[^>]*>)(<v>)'


def links(*formulas: tuple[str, str]) -> list[bool]:
    """Whether each formula, given with the number of its shared group, links elsewhere."""
    found, said = FormulaLinks(), []
    for text, group in formulas:
        found.start({"t": "shared", "si": group} if group else {})
        for letter in text:
            found.add(letter)
        said.append(found.end())
    return said


@pytest.mark.parametrize("text", ["[1]Sheet1!A1", "SUM(B2,'[12]My figures'!$C$4)", "[3]!Lists"])
def test_a_formula_that_names_another_file_is_linked(text: str) -> None:
    assert links((text, "")) == [True]


@pytest.mark.parametrize("text", ["Sheet1!A1+3", "SUM(Table1[2026])", "A1", ""])
def test_a_formula_within_the_workbook_is_not(text: str) -> None:
    assert links((text, "")) == [False]


def test_the_rest_of_a_shared_formula_is_linked_like_its_first() -> None:
    assert links(("[1]A!B1", "0"), ("", "0"), ("", "1")) == [True, True, False]


def test_the_sheet_and_cell_of_a_linked_answer_are_named_and_its_value_taken(
    exported: Path, form: LoadedForm
) -> None:
    forms = Forms([form])
    before = understand(receive_bytes(exported.read_bytes()), exported, forms)
    out = BytesIO()
    with ZipFile(exported) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            # Every figure in a cell of an answer now comes from elsewhere.
            new.writestr(name, re.sub(FIGURE, rb"\1<f>[1]A!B1</f>\2", old.read(name)))
    after = understand(receive_bytes(out.getvalue()), exported, forms)
    assert dict(after.submissions[0].answers.items()) == dict(before.submissions[0].answers.items())
    linked = [each for each in after.problems if each.code == "linked_formula"]
    places = after.members[0].provenance.places.values()
    cells = {f"{exported.name}, {place.replace('!', ' ')}" for place in places}
    assert linked
    assert {each.where for each in linked} <= cells
    assert "comes from a formula with a link to another file" in linked[0].what
    assert not [each for each in before.problems if each.code == "linked_formula"]
