"""Read form files and the catalogue, and report everything that is wrong with one at once.

A form that is wrong is refused whole: every problem is listed with file, section, question and what
to do, so that its author mends it in one go.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from stocktake.errors import Problem, StocktakeError
from stocktake.paths import shipped
from stocktake.questionnaire.catalogue import Catalogue
from stocktake.questionnaire.expanding import expand
from stocktake.questionnaire.form import (
    Benchmark,
    Card,
    Check,
    Column,
    Flag,
    Form,
    Indicator,
    OptionList,
    Question,
    Section,
    Source,
)
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.own_forms import form_file, own_form_ids
from stocktake.questionnaire.quick_copy import keep_copy, read_copy
from stocktake.questionnaire.record import Record

_UNKNOWN_FIELD = re.compile(r"unknown field `(?P<name>[^`]+)`")

_LISTS: tuple[tuple[str, type[Record]], ...] = (
    ("option_list", OptionList),
    ("check", Check),
    ("indicator", Indicator),
    ("flag", Flag),
    ("benchmark", Benchmark),
    ("source", Source),
)


class FormRefused(StocktakeError):  # noqa: N818 - it names what happened
    """A form file that cannot be used; ``problems`` lists everything that is wrong with it."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        count = "one thing" if len(problems) == 1 else f"{len(problems)} things"
        super().__init__(
            "form_refused",
            f"The form {name} cannot be used: {count} must be put right first.",
            "Mend what is listed and open the form again.",
        )
        self.problems = problems


def load_form(text: str, name: str, catalogue: Catalogue | None = None) -> LoadedForm:
    """Read a form from the text of its file.

    Args:
        text: the TOML.
        name: what to call the file in messages.
        catalogue: the rows that the form's card is dealt over, if it has one.

    Raises:
        FormRefused: something is wrong; every problem is in ``problems``.
    """
    # The form that a start reads was checked when the program was made.
    from stocktake.questionnaire.form_checks import check_form

    data = _parsed(text, name)
    problems = tuple(_misfits(data, name))
    if problems:
        raise FormRefused(name, problems)
    loaded = _laid_out(data, text, catalogue)
    problems = tuple(check_form(loaded, name))
    if problems:
        raise FormRefused(name, problems)
    return loaded


def _laid_out(data: dict[str, Any], text: str, catalogue: Catalogue | None) -> LoadedForm:
    form = msgspec.convert(data, Form)
    return LoadedForm(form, text, form_hash(text, catalogue), expand(form, catalogue), catalogue)


def form_hash(text: str, catalogue: Catalogue | None) -> str:
    """The SHA-256 that answers keep of the form they were given to, catalogue included."""
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode())
    if catalogue:
        digest.update(msgspec.json.encode(catalogue))
    return digest.hexdigest()


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        problem = Problem(
            "not_toml", name, f"The file cannot be read: {fault}.", "Mend that line and try again."
        )
        raise FormRefused(name, (problem,)) from None


def _misfits(data: dict[str, Any], name: str) -> Iterator[Problem]:
    """Convert the file record by record, so that one slip does not hide the next."""
    for section in _records(data, "section"):
        place = f"{name}, section {section.get('id', '?')}"
        yield from _question_misfits(section, place)
        yield from _fit(_without(section, "question"), Section, place)
    card = data.get("card")
    if isinstance(card, dict):
        yield from _question_misfits(card, f"{name}, card")
        yield from _fit(_without(card, "question"), Card, f"{name}, card")
    for key, kind in _LISTS:
        for record in _records(data, key):
            yield from _fit(
                record, kind, f"{name}, {key} {record.get('id', record.get('key', '?'))}"
            )
    yield from _fit(_without(data, "section", "card", *(key for key, _ in _LISTS)), Form, name)


def _question_misfits(holder: dict[str, Any], place: str) -> Iterator[Problem]:
    for question in _records(holder, "question"):
        where = f"{place}, question {question.get('id', '?')}"
        for column in _records(question, "column"):
            yield from _fit(column, Column, f"{where}, column {column.get('id', '?')}")
        yield from _fit(_without(question, "column"), Question, where)


def _records(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = holder.get(key, [])
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _without(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys}


def _fit(record: dict[str, Any], kind: type[Record], where: str) -> Iterator[Problem]:
    try:
        msgspec.convert(record, kind)
    except msgspec.ValidationError as fault:
        yield Problem("does_not_fit", where, f"{fault}.", _advice(str(fault), kind))


def _advice(fault: str, kind: type[Record]) -> str:
    unknown = _UNKNOWN_FIELD.search(fault)
    if not unknown:
        return "Correct it as the form guide describes."
    near = difflib.get_close_matches(unknown["name"], kind.__struct_encode_fields__, n=1)
    return f"Did you mean “{near[0]}”?" if near else "Take it out."


def _shipped(path: Path, text: str) -> dict[str, Any]:
    """What a shipped file says, from its quick copy where there is one."""
    name = f"{path.parent.name}.{path.stem}"
    data = read_copy(name, text)
    if data is None:
        data = _parsed(text, path.name)
        keep_copy(name, text, data)
    return data


def load_catalogue(path: Path) -> Catalogue:
    """Read the expectations catalogue.

    Raises:
        FormRefused: it does not fit the model.
    """
    data = _shipped(path, path.read_text(encoding="utf-8"))
    try:
        return msgspec.convert(data, Catalogue)
    except msgspec.ValidationError as fault:
        problem = Problem("does_not_fit", path.name, f"{fault}.", "Correct the row it names.")
        raise FormRefused(path.name, (problem,)) from None


@cache
def shipped_catalogue() -> Catalogue:
    """The expectations catalogue that comes with the program."""
    return load_catalogue(shipped("forms") / "catalogues" / "expectations.toml")


@cache
def shipped_form(form_id: str) -> LoadedForm:
    """A form that comes with the program or in its branding pack, by its id; read once.

    The tests hold every shipped form to ``load_form``, and a branding pack is checked before it is
    used, so a start does not check a form again.

    Raises:
        FormRefused: there is no such form.
    """
    path = form_file(form_id)
    if not path.is_file():
        problem = Problem("no_such_form", path.name, "There is no such form.", "Check the name.")
        raise FormRefused(path.name, (problem,))
    text = path.read_text(encoding="utf-8")
    data = _shipped(path, text)
    return _laid_out(data, text, shipped_catalogue() if "card" in data else None)


def shipped_form_ids() -> tuple[str, ...]:
    """Ids of the forms that come with the program, the practice stocktake first.

    Those of a branding pack come last.
    """
    ids = sorted(path.stem for path in shipped("forms").glob("*.toml"))
    first = [each for each in (STOCKTAKE, EXPECTATIONS) if each in ids]
    return (*first, *(each for each in ids if each not in first), *own_form_ids())
