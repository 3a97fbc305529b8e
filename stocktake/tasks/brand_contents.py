"""What is in a branding pack, looked through: its logo, its forms, its published figures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from stocktake.errors import Problem, StocktakeError
from stocktake.opendata.pack import SUFFIX, read_pack
from stocktake.paths import shipped
from stocktake.questionnaire.form_heads import read_head
from stocktake.questionnaire.loading import FormRefused, load_form, shipped_catalogue
from stocktake.tasks.brand import Brand
from stocktake.tasks.brand_files import MOST_OF_A_TEXT, read_within, unreadable
from stocktake.tasks.brand_logo import MOST_BYTES, UnfitLogo, check_logo


def check_contents(brand: Brand) -> list[Problem]:
    """Everything that is wrong with the files that a pack names."""
    problems: list[Problem] = []
    for path, look in ((brand.logo, _logo), (brand.prefill, _prefill)):
        if path is not None:
            problems += look(path)
    for form_id, path in brand.forms.items():
        problems += _form(form_id, path)
    return problems


def _logo(path: Path) -> Iterator[Problem]:
    try:
        check_logo(path.name, read_within(path, MOST_BYTES * 8) or bytes(MOST_BYTES * 8))
    except UnfitLogo as unfit:
        yield Problem("unfit_logo", path.name, unfit.what, unfit.how_to_fix)
    except OSError:
        yield unreadable(path.name)


def _prefill(path: Path) -> Iterator[Problem]:
    if not path.name.lower().endswith(SUFFIX):
        yield Problem(
            "not_a_pack",
            path.name,
            "This is no pack of published figures.",
            f"Make one with “stocktake prefill build”; its name ends in {SUFFIX}.",
        )
        return
    try:
        read_pack(path)
    except StocktakeError as error:
        yield Problem(error.code, path.name, error.what, error.how_to_fix)


def _form(form_id: str, path: Path) -> Iterator[Problem]:
    if (shipped("forms") / f"{form_id}.toml").is_file() or path.suffix != ".toml":
        yield Problem(
            "form_name_taken",
            path.name,
            "A form of a pack is a .toml file with a name that no form of Stocktake has.",
            "Give the form another id, and the file the same name.",
        )
        return
    try:
        data = read_within(path, MOST_OF_A_TEXT)
        if data is None:
            yield Problem("too_large", path.name, "The form is far too large.", "Split it in two.")
            return
        yield from _read_form(form_id, path, data.decode("utf-8"))
    except FormRefused as refusal:
        yield from refusal.problems
    except OSError:
        yield unreadable(path.name)
    except UnicodeDecodeError:
        yield Problem("not_utf8", path.name, "It is not written in UTF-8.", "Save it as UTF-8.")
    except RecursionError:
        yield Problem("nested", path.name, "It is nested far too deep.", "Write it more simply.")


def _read_form(form_id: str, path: Path, text: str) -> Iterator[Problem]:
    loaded = load_form(text, path.name, shipped_catalogue() if _has_card(text) else None)
    if loaded.id != form_id:
        yield Problem(
            "form_name",
            path.name,
            f"The form's id is “{loaded.id}”, and the file has another name.",
            f"Call the file {loaded.id}.toml.",
        )
    try:
        is_offered = read_head(path, form_id).is_further
    except (tomllib.TOMLDecodeError, KeyError):
        yield Problem(
            "form_head",
            path.name,
            "Its title does not stand at the head of the file.",
            "Write title, version and what is said of the whole form before the first [part].",
        )
        return
    if not is_offered:
        yield Problem(
            "form_not_offered",
            path.name,
            "The form says that it is closed, private or has a page of its own, so it would never "
            "be offered.",
            "Take those lines out of it.",
        )


def _has_card(text: str) -> bool:
    try:
        return "card" in tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
