"""A branding pack: a folder in which a federation gives the program its name, forms and settings.

``brand.toml`` says what is in it::

    format = 1
    name = "Harbour Federation"
    logo = "logo.svg"                       # a PNG or an SVG
    forms = ["forms/minor_surgery.toml"]    # each named after the form's id
    prefill = "harbour.stocktakepack"       # made with "stocktake prefill build"

    [contact]                               # whom to ask, any of these five
    who = "The practice support desk"
    telephone = "01632 960 123"
    email = "support@example.org"
    web = "example.org/stocktake"
    hours = "Monday to Friday, 9 to 5"

    [settings.default]                      # hold until the person chooses another
    role = "Practice manager"

    [settings.locked]                       # cannot be changed here
    offer_unsure = true

Everything but the format and the name may be left out. A pack is used whole or not at all. Its
words are plain text, wherever they are shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stocktake.errors import Problem, StocktakeError
from stocktake.settings import (
    GivenSettings,
    Settings,
    SettingValue,
    described,
    given_value,
    may_be_given,
    may_be_locked,
)
from stocktake.tasks.brand_files import (
    BRAND_FILE,
    HASH_FILE,
    MOST_OF_A_TEXT,
    files_of,
    fingerprint,
    is_plain_name,
    kept_fingerprint,
    read_within,
    unreadable,
)

FORMAT = 1
MOST_CHARACTERS = 120
"""Of a name or a line of the contact."""
MOST_FORMS = 20
CONTACT = ("who", "telephone", "email", "web", "hours")
_KEYS = ("format", "name", "logo", "forms", "prefill", "contact", "settings")


@dataclass(frozen=True, slots=True)
class Brand:
    """A pack that was checked.

    Attributes:
        folder: where it lies.
        name: whose it is.
        contact: whom to ask, a line each, as plain text.
        logo: the file of its logo; None for none.
        forms: the file of each of its forms, by the form's id.
        prefill: its pack of published figures; None for none.
        given: what it says of settings.
        sha256: its fingerprint, in hexadecimal.
    """

    folder: Path
    name: str
    contact: tuple[str, ...] = ()
    logo: Path | None = None
    forms: Mapping[str, Path] = field(default_factory=dict)
    prefill: Path | None = None
    given: GivenSettings = field(default_factory=GivenSettings)
    sha256: str = ""


class BrandRefused(StocktakeError):  # noqa: N818 - it names what happened
    """A pack that cannot be used; ``problems`` lists everything that is wrong with it."""

    def __init__(self, folder: Path, problems: tuple[Problem, ...]) -> None:
        count = "one thing" if len(problems) == 1 else f"{len(problems)} things"
        super().__init__(
            "brand_refused",
            f"The branding pack in {folder} cannot be used: {count} must be put right first.",
            "Mend what is listed, or ask whoever made the pack.",
        )
        self.problems = problems


def read_brand(folder: Path, was_checked: Callable[[str], bool] = lambda _: False) -> Brand:
    """Read a pack and check all of it.

    Args:
        folder: the pack.
        was_checked: says of a fingerprint that a pack with it was found to be in order, so that
            its logo, forms and figures need not be looked through again.

    Raises:
        BrandRefused: something is wrong; every problem is in ``problems``.
    """
    problems: list[Problem] = []
    files = files_of(folder, problems)
    sha256 = fingerprint(files, problems)
    _compare_kept(folder, sha256, problems)
    brand = _Reading(folder, files, problems).brand(_said(files, problems), sha256)
    if not problems and not was_checked(sha256):
        # What reads forms, drawings and packs is wanted only here.
        from stocktake.tasks.brand_contents import check_contents

        problems += check_contents(brand)
    if problems:
        raise BrandRefused(folder, tuple(problems))
    return brand


def keep_fingerprint(brand: Brand) -> None:
    """Put a pack's fingerprint into it, so that a later change is noticed.

    Raises:
        StocktakeError: the folder cannot be written to.
    """
    try:
        (brand.folder / HASH_FILE).write_text(f"{brand.sha256}\n", encoding="ascii")
    except OSError as error:
        raise StocktakeError(
            "fingerprint_not_kept",
            f"{HASH_FILE} could not be written into {brand.folder}.",
            "Check that you may write there.",
        ) from error


def _compare_kept(folder: Path, sha256: str, problems: list[Problem]) -> None:
    try:
        kept = kept_fingerprint(folder)
    except OSError:
        problems.append(unreadable(HASH_FILE))
        return
    if kept and kept != sha256:
        problems.append(
            Problem(
                "changed",
                HASH_FILE,
                "The pack was changed after its fingerprint was taken.",
                "Get it anew from whoever made it; if you changed it yourself, take this file out.",
            )
        )


def _said(files: Mapping[str, Path], problems: list[Problem]) -> dict[str, Any]:
    """What ``brand.toml`` says; nothing where it cannot be read."""
    path = files.get(BRAND_FILE)
    if path is None:
        what = f"There is no {BRAND_FILE} in the folder."
        problems.append(Problem("no_brand_file", BRAND_FILE, what, "Write one, with the name."))
        return {}
    try:
        data = read_within(path, MOST_OF_A_TEXT)
        if data is None:
            what, how = "The file is far too large.", "Leave only what the pack needs."
            problems.append(Problem("too_large", BRAND_FILE, what, how))
            return {}
        return tomllib.loads(data.decode("utf-8"))
    except OSError:
        problems.append(unreadable(BRAND_FILE))
    except UnicodeDecodeError:
        what = "It is not written in UTF-8."
        problems.append(Problem("not_utf8", BRAND_FILE, what, "Save it as UTF-8."))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        why = str(fault) if isinstance(fault, tomllib.TOMLDecodeError) else "it is nested too deep"
        what = f"It cannot be read: {_printable(why)[:200]}."
        problems.append(Problem("not_toml", BRAND_FILE, what, "Mend that line and try again."))
    return {}


def _printable(text: str) -> str:
    """A text without what cannot be seen, such as marks that turn its direction."""
    return "".join(each for each in text if each.isprintable())


def _how_it_may_be(name: str) -> str:
    """What may be written for a setting."""
    description = dict(described())[name]
    usual = getattr(Settings(), name)
    if description.choices:
        return f"Use one of: {', '.join(f'“{code}”' for code, _ in description.choices)}."
    if isinstance(usual, bool):
        return "Write true or false."
    if isinstance(usual, int):
        return f"Write a whole number from {description.lowest} to {description.highest}."
    if isinstance(usual, tuple):
        return "Write it as [“first”, “second”]."
    return "Write it between quotation marks."


class _Reading:
    """Takes what ``brand.toml`` says apart, and tells everything that is wrong with it."""

    def __init__(self, folder: Path, files: Mapping[str, Path], problems: list[Problem]) -> None:
        self._folder = folder
        self._files = files
        self._problems = problems
        self._named = {BRAND_FILE}

    def _tell(self, key: str, what: str, how_to_fix: str) -> None:
        where = f"{BRAND_FILE}, {_printable(key)[:60]}" if key else BRAND_FILE
        self._problems.append(Problem("does_not_fit", where, what, how_to_fix))

    def brand(self, said: Mapping[str, Any], sha256: str) -> Brand:
        """Make a brand of it, as far as it goes."""
        if not said:
            return Brand(self._folder, "")
        for key in sorted(set(said) - set(_KEYS)):
            self._tell(key, "This version of Stocktake does not know it.", "Take the line out.")
        if said.get("format") != FORMAT or isinstance(said.get("format"), bool):
            self._tell(
                "format",
                f"The format is not {FORMAT}, the one this version of Stocktake reads.",
                f"Write “format = {FORMAT}”, or install the Stocktake that the pack is for.",
            )
        name = self._line("name", said.get("name"), is_needed=True)
        contact = self._table("contact", said.get("contact", {}), CONTACT)
        lines = (self._line(f"contact.{key}", contact.get(key, "")) for key in CONTACT)
        brand = Brand(
            self._folder,
            name,
            tuple(line for line in lines if line),
            self._file("logo", said.get("logo", "")),
            self._forms(said.get("forms", [])),
            self._file("prefill", said.get("prefill", "")),
            self._given(name, said.get("settings", {})),
            sha256,
        )
        for extra in sorted(set(self._files) - self._named):
            self._problems.append(
                Problem(
                    "not_named",
                    extra,
                    f"The file is in the folder, and {BRAND_FILE} does not name it.",
                    "Name it there, or take it out.",
                )
            )
        return brand

    def _line(self, key: str, value: object, *, is_needed: bool = False) -> str:
        if not isinstance(value, str):
            what = "It is missing." if value is None else "It is not a text."
            self._tell(key, what, "Write it between quotation marks, in one line.")
            return ""
        plain = " ".join(_printable(value).split())
        if plain != value.strip() or len(plain) > MOST_CHARACTERS:
            what = f"It is not one line of at most {MOST_CHARACTERS} ordinary characters."
            self._tell(key, what, "Write it shorter, in one line.")
        elif is_needed and not plain:
            self._tell(key, "It is empty.", "Write whose pack it is.")
        return plain

    def _table(self, key: str, value: object, known: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._tell(key, "It is not a part of its own.", f"Begin it with a line “[{key}]”.")
            return {}
        for each in sorted(set(value) - set(known)):
            self._tell(f"{key}.{each}", "There is no such line.", f"Use: {', '.join(known)}.")
        return value

    def _file(self, key: str, name: object) -> Path | None:
        if name == "":
            return None
        if not isinstance(name, str) or not is_plain_name(name):
            self._tell(
                key,
                "It is not the plain name of a file in the pack.",
                "Write the name as it is in the folder, with / before a name inside a folder.",
            )
            return None
        self._named.add(name)
        path = self._files.get(name)
        if path is None:
            what = f"There is no file “{name}” in the pack."
            self._tell(key, what, "Put it there, or mend the name; capitals count.")
        return path

    def _forms(self, names: object) -> dict[str, Path]:
        if not isinstance(names, list) or len(names) > MOST_FORMS:
            what = f"It is not a list of at most {MOST_FORMS} files."
            self._tell("forms", what, "Write it as [“forms/first.toml”, “forms/second.toml”].")
            return {}
        found = [path for path in (self._file("forms", name) for name in names) if path]
        forms = {path.stem: path for path in found}
        if len(forms) < len(found):
            self._tell("forms", "Two forms have the same name.", "Leave only one of them.")
        return forms

    def _given(self, by: str, said: object) -> GivenSettings:
        both = self._table("settings", said, ("default", "locked"))
        usual = self._values("settings.default", both.get("default", {}), may_be_given)
        locked = self._values("settings.locked", both.get("locked", {}), may_be_locked)
        return GivenSettings(by, usual, locked)

    def _values(
        self, key: str, said: object, is_allowed: Callable[[str], bool]
    ) -> dict[str, SettingValue]:
        values: dict[str, SettingValue] = {}
        for name, value in self._table(
            key, said, tuple(said) if isinstance(said, dict) else ()
        ).items():
            fitting = given_value(name, value)
            if not is_allowed(name):
                reading = may_be_given(name) and key.endswith("locked")
                what = (
                    "Each person chooses this for themselves, so it cannot be locked."
                    if reading
                    else "There is no such setting, or it belongs to one desk."
                )
                known = ", ".join(each for each, _ in described() if is_allowed(each))
                how = "Move it to [settings.default]." if reading else f"Use: {known}."
                self._tell(f"{key}.{name}", what, how)
            elif fitting is None:
                what = "The setting cannot have this value."
                self._tell(f"{key}.{name}", what, _how_it_may_be(name))
            else:
                values[name] = fitting
        return values
