"""What may name a person in what is about to leave, for the lead to look at before it is written.

The scan can be wrong both ways, so nothing is cut out: it is shown with its sheet, its practice and
the words, and somebody has to say that it was looked at. Source: content/expectations.md G6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from stocktake.errors import Problem, StocktakeError
from stocktake.merge.collection import Collection
from stocktake.merge.versions import Version
from stocktake.phrases import counted
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.naming import FINDING_WORDS, names_someone
from stocktake.tasks.pcn_documents import Made
from stocktake.workbooks.exports.pcn_names import Names, names_of

CODE = "may_name_someone"
_WRITTEN = ("text", "long_text")
"""Kinds of question that are answered in one's own words."""

_HOW = "Look at it before the file is sent, and ask the practice to take it out."
_HOW_IN_PAPER = "Take it out on the Combine page, or leave it if it may stand there."


def problem_of(where: str, text: str, how: str = _HOW) -> Iterator[Problem]:
    """What may name a person in a text, each with where it stands."""
    for finding in names_someone(text):
        words = f"It holds {FINDING_WORDS[finding.kind]}: {finding.text}"
        yield Problem(CODE, where, words, how)


def names_in_returns(collection: Collection, called: Names | None = None) -> tuple[Problem, ...]:
    """Look through everything practices wrote that would travel in a PCN workbook.

    Answers that the sheets hold back are looked at too, because the returns travel with the file.

    Args:
        collection: every return that came.
        called: what practices are called; None gives those that are not named letters.
    """
    names = called or names_of(collection, {}, {})
    found = (each for version in collection.versions for each in _in_return(version, names))
    return tuple(dict.fromkeys(found))


def _in_return(version: Version, names: Names) -> Iterator[Problem]:
    said = version.submission
    if said.form_id not in shipped_form_ids():
        return
    form = shipped_form(said.form_id)
    who = names.of(said.subject)
    for address, answer in said.answers.items():
        texts = [answer.note or ""]
        if isinstance(answer.usable, str) and _is_written(form, address):
            texts.append(answer.usable)
        for text in filter(None, texts):
            yield from problem_of(f"{_sheet(version, address)}, {who}", text)


def _is_written(form: LoadedForm, address: Address) -> bool:
    """Whether an answer is in somebody's own words; what no form knows is taken to be."""
    field = form.fields.get(address.field_id)
    return field is None or field.type in _WRITTEN


def _sheet(version: Version, address: Address) -> str:
    place = version.provenance.place(address)
    return f"{place.sheet}, cell {place.cell}" if place else "Long data"


def names_in_papers(made: Iterable[Made]) -> tuple[Problem, ...]:
    """Look through the words of papers that are about to be written."""
    return tuple(
        dict.fromkeys(
            problem
            for each in made
            for text in _texts(each.document)
            for problem in problem_of(each.name, text, _HOW_IN_PAPER)
        )
    )


def _texts(value: object) -> Iterator[str]:
    """Every text in a document, however deep it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def refuse_unchecked(found: Iterable[Problem], how: str) -> None:
    """Refuse to write what nobody has said they looked at.

    Args:
        found: what may name a person.
        how: how to say that it was looked at.

    Raises:
        StocktakeError: ``names_not_checked`` when there is any.
    """
    many = len(tuple(found))
    if many:
        raise StocktakeError(
            "names_not_checked",
            f"{counted(many, 'text')} may name a person, so nothing was written.",
            how,
        )
