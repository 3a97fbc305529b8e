"""What the program is made of: each library's name, version and licence, as installed.

The list is that of ``installer/requirements.lock``, which is not shipped; a test holds the two
together. Reading a licence takes a moment; nothing here needs a window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from stocktake.paths import shipped
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids

SHIPPED: tuple[str, ...] = (
    "cffi",
    "click",
    "click-default-group",
    "contourpy",
    "cryptography",
    "cycler",
    "defusedxml",
    "et-xmlfile",
    "fonttools",
    "jinja2",
    "kiwisolver",
    "lxml",
    "markupsafe",
    "matplotlib",
    "msgspec",
    "msoffcrypto-tool",
    "numpy",
    "olefile",
    "openpyxl",
    "packaging",
    "pillow",
    "pip",
    "platformdirs",
    "pluggy",
    "pycparser",
    "pyparsing",
    "pyside6-essentials",
    "python-dateutil",
    "python-docx",
    "shiboken6",
    "sqlite-fts4",
    "sqlite-utils",
    "tabulate",
    "tomli-w",
    "typing-extensions",
    "tzdata",
)
"""Every library that comes with the program, by the name it is published under."""

OF_QT = ("pyside6-essentials", "shiboken6")
"""The libraries that are Qt, used under the LGPL, whose text they do not bring along."""

QT_NOTICE = """\
Stocktake uses Qt and Qt for Python (PySide6 and Shiboken), unchanged, under the GNU Lesser General
Public License, version 3. They are separate files beside the program: you may replace them with
builds of your own, and may take the program apart as far as is needed to see that it works with
them.

The complete source of these versions is at https://download.qt.io/official_releases/ under qt and
QtForPython. Whoever gave you this copy of Stocktake will also give you that source for three years
from the day you had it, on any usual medium, for no more than the cost of sending it.

Qt is copyright The Qt Company Ltd. and other contributors.
"""
"""Said above the licence of Qt. Source: LGPL version 3, section 4; GPL version 3, section 6."""

_LICENCE_FILE = re.compile(r"(licen[cs]es?|copying|notice)\b.*", re.IGNORECASE)
_NO_TEXT = "The text of this licence did not come with this copy of the program."


@dataclass(frozen=True, slots=True)
class Library:
    """One library: its name, version, and the short name of its licence."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class FormShipped:
    """One form that came with the program, as it is now.

    Attributes:
        hash: SHA-256 of the form, which every answer to it is kept with.
    """

    title: str
    version: str
    publisher: str
    hash: str


def own_licence() -> str:
    """The licence of the program itself."""
    return _text("stocktake")


def libraries() -> tuple[Library, ...]:
    """Every library that came with the program, in the order of the alphabet.

    An installed program lacks what only the command line of a library asks for.
    """
    found = filter(None, map(_installed, SHIPPED))
    return tuple(Library(each.metadata["Name"], each.version, _short(each)) for each in found)


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _short(found: Distribution) -> str:
    """The licence in a few words, from whichever field says it."""
    metadata = found.metadata
    listed = metadata.get_all("Classifier") or []
    licences = [each.rpartition(" :: ")[2] for each in listed if each.startswith("License ::")]
    first_line = (metadata["License"] or "").strip().partition("\n")[0]
    # Some give their whole licence there, which may begin with a line that is only drawn.
    long = first_line if len(first_line) <= 50 and any(map(str.isalpha, first_line)) else ""
    return metadata["License-Expression"] or long or " and ".join(licences)


def licence_text(name: str) -> str:
    """The whole licence of a library, with those of what it holds in its turn."""
    if name.lower().replace("_", "-") in OF_QT:
        return "\n\n".join((QT_NOTICE, _text("lgpl-3.0"), _text("gpl-3.0")))
    found = _installed(name)
    texts = []
    for file in (found.files or ()) if found is not None else ():
        is_metadata = ".dist-info" in str(file)
        if is_metadata and _LICENCE_FILE.fullmatch(file.name):
            path = file.locate()
            text = Path(str(path)).read_text(encoding="utf-8", errors="replace")
            texts.append(text.strip())
    return "\n\n\n".join(texts) or _NO_TEXT


def _text(name: str) -> str:
    path = shipped("resources") / "licences" / f"{name}.txt"
    return path.read_text(encoding="utf-8")


def forms() -> tuple[FormShipped, ...]:
    """Every form that came with the program."""
    loaded = (shipped_form(each) for each in shipped_form_ids())
    return tuple(
        FormShipped(each.form.title, each.form.version, each.form.publisher, each.hash)
        for each in loaded
    )
