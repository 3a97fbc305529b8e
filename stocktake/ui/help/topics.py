"""The pages of the help, in order, and which of them is about which page of the window.

To add one: write ``resources/help/<name>.md`` and add its name to a group of ``GROUPS``. Its title
is its first line. A page of the window is named in ``HELP_FOR``; a test fails until it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stocktake.paths import shipped

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Begin", ("first_hour", "what_leaves", "words")),
    ("Fill in", ("answering", "ratings", "tables", "published", "finding", "checking")),
    ("See what it means", ("gaps", "plan", "rate_card", "actions")),
    (
        "With other people",
        (
            *("sharing", "excel", "reports", "sign_off", "exporting"),
            *("combining", "localities", "asking"),
        ),
    ),
    ("Next year", ("last_year",)),
    ("The program", ("files", "keys", "accessibility", "problems", "whats_new")),
)
"""Headings of the contents, each with its pages."""

FIRST = "first_hour"
"""Where the help opens when it is asked about nothing in particular."""

HELP_FOR: dict[str, str] = {
    "home": "first_hour",
    "overview": "answering",
    "section": "answering",
    "expectations": "gaps",
    "card": "ratings",
    "form": "answering",
    "form_section": "answering",
    "todo": "finding",
    "find": "finding",
    "check": "checking",
    "published": "published",
    "meeting": "ratings",
    "gaps": "gaps",
    "plan": "plan",
    "compare": "last_year",
    "new_questions": "last_year",
    "rate_card": "rate_card",
    "actions": "actions",
    "share": "sharing",
    "desk_differences": "files",
    "sign_off": "sign_off",
    "export": "exporting",
    "documents": "reports",
    "combine": "combining",
    "asking": "asking",
    "position": "asking",
    "settings": "files",
    "help": "first_hour",
    "about": "whats_new",
    "report": "problems",
}
"""The page of the window, and the page of the help that is about it."""

PARTS: dict[tuple[str, str], tuple[str, str]] = {
    ("settings", "preferences"): ("accessibility", ""),
    ("settings", "desks"): ("files", "working-at-more-than-one-desk"),
    ("settings", "keys"): ("keys", ""),
    ("desk_differences", ""): ("files", "working-at-more-than-one-desk"),
}
"""A part of a page that another page of the help is about, or one heading on it."""


def help_for(page: str, part: str = "") -> tuple[str, str]:
    """The page of the help about a part of a page of the window, and the heading to open it at."""
    return PARTS.get((page, part)) or (HELP_FOR.get(page, ""), "")


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help.

    Attributes:
        name: what links ask for it by; the file is ``<name>.md``.
        title: its first line.
        text: the rest, as Markdown.
        group: the heading it stands under.
    """

    name: str
    title: str
    text: str
    group: str


@cache
def topics() -> tuple[Topic, ...]:
    """Every page of the help, in order."""
    return tuple(_read(name, group) for group, names in GROUPS for name in names)


def _read(name: str, group: str) -> Topic:
    first, _, rest = _file(name).read_text(encoding="utf-8").partition("\n")
    return Topic(name, first.removeprefix("#").strip(), rest.strip(), group)


def _file(name: str) -> Path:
    resources = shipped("resources")
    return resources / "whats_new.md" if name == "whats_new" else resources / "help" / f"{name}.md"


def topic(name: str) -> Topic:
    """The page of that name, or the first one when there is none."""
    found = {each.name: each for each in topics()}
    return found.get(name) or found[FIRST]


def slug(heading: str) -> str:
    """The name of a heading in a link: ``Not known`` is ``not-known``."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def plain(markdown: str) -> str:
    """The words of a text without its marks, for searching and for a line about it."""
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    without_table = re.sub(r"^\|[-| ]+\|$", "", without_links, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", re.sub(r"[*#|`]", " ", without_table)).strip()


def found(words: str) -> tuple[tuple[Topic, str], ...]:
    """The pages that hold every word searched for, best first, each with the words around one.

    A word may be the beginning of a longer one; large and small letters are alike.
    """
    wanted = words.lower().split()
    if not wanted:
        return tuple((each, "") for each in topics())
    hits = []
    for each in topics():
        text = plain(each.text)
        both = f"{each.title} {text}".lower()
        if all(re.search(rf"\b{re.escape(word)}", both) for word in wanted):
            in_title = any(word in each.title.lower() for word in wanted)
            hits.append((not in_title, -both.count(wanted[0]), each, _around(text, wanted[0])))
    return tuple((each, line) for _, _, each, line in sorted(hits, key=lambda hit: hit[:2]))


def _around(text: str, word: str) -> str:
    at = re.search(rf"\b{re.escape(word)}", text.lower())
    if at is None:
        return ""
    start, end = max(0, at.start() - 40), min(len(text), at.end() + 60)
    before = text[start:end].split(" ", 1)[-1] if start else text[start:end]
    after = before.rsplit(" ", 1)[0] if end < len(text) else before
    return ("…" if start else "") + after + ("…" if end < len(text) else "")
