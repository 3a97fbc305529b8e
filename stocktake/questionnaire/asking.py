"""A question that a PCN lead puts to its practices before a meeting, and a practice's answer to it.

The question is a title, a paragraph, up to five choices and a date. The answer is the practice's
position: the choice, a comment of its own, what of it may be shown, and who decided it and when.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from stocktake.errors import Problem

FEWEST_CHOICES, MOST_CHOICES = 2, 5
TITLE_LENGTH, TEXT_LENGTH, CHOICE_LENGTH, COMMENT_LENGTH, NAME_LENGTH = 120, 4000, 200, 4000, 120

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile(r"(?:choice )?([1-9])[.)]?")


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked.

    Attributes:
        id: random, made once; how an answer finds its question.
        pcn: who asks.
        choices: in the order they are offered.
        wanted_by: the day answers are wanted by; None while it is being written.
        asked_by: who asks, as a role.
    """

    id: str
    pcn: str = ""
    title: str = ""
    text: str = ""
    choices: tuple[str, ...] = ()
    wanted_by: date | None = None
    asked_on: date | None = None
    asked_by: str = ""

    @property
    def hash(self) -> str:
        """Fingerprint of what a practice is asked: the words, the choices and the day."""
        day = self.wanted_by.isoformat() if self.wanted_by else ""
        words = "\x1f".join((self.id, self.title, self.text, *self.choices, day))
        return hashlib.sha256(normalize("NFC", words).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Position:
    """A practice's answer.

    Attributes:
        asking_id, asking_hash: the question it answers, as that was worded.
        code, name: the practice; its ODS code may be missing from a file filled in by hand.
        list_size: registered patients.
        choice: in the words of the choice, or as somebody typed it.
        comment_shared: the comment may be shown to the other practices.
        name_shown: the name may stand beside the answer.
        decided_by: as a role.
        answer_id: random, made once by the program; empty for one filled in in Excel.
        revision: counts the files written of one answer.
    """

    asking_id: str
    asking_hash: str
    code: str = ""
    name: str = ""
    list_size: Decimal | None = None
    choice: str = ""
    comment: str = ""
    comment_shared: bool = False
    name_shown: bool = False
    decided_by: str = ""
    decided_on: date | None = None
    answer_id: str = ""
    revision: int = 0

    @property
    def key(self) -> str:
        """The practice it is from: its code, or its name where it gave none."""
        return self.code.strip().upper() or tidy(self.name)

    @property
    def said(self) -> Position:
        """What it says alone, without which answer of how many it is; as written, line ends too."""
        comment = self.comment.replace("\r\n", "\n").replace("\r", "\n").strip()
        return replace(self, comment=comment, answer_id="", revision=0)

    @property
    def fingerprint(self) -> str:
        """Tells two answers apart by what they say, and by nothing else."""
        said = self.said
        size = "" if said.list_size is None else f"{said.list_size:f}"
        day = said.decided_on.isoformat() if said.decided_on else ""
        marks = f"{said.comment_shared}{said.name_shown}"
        parts = (said.asking_id, said.asking_hash, said.key, tidy(said.name), size, said.choice)
        words = "\x1f".join((*parts, said.comment, marks, said.decided_by, day))
        return hashlib.sha256(normalize("NFC", words).encode()).hexdigest()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said yet."""
        return not self.choice.strip() and not self.comment.strip()


def plain_text(text: str) -> str:
    """Take out what no file can hold, and make every line end the same."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def tidy(text: str) -> str:
    """Make two spellings of the same words equal: accents, capitals, space in and around them."""
    return " ".join(normalize("NFC", plain_text(text)).split()).casefold()


def choice_of(asking: Asking, typed: str) -> int | None:
    """Find which choice somebody means: by its words, or by its number; None for none of them."""
    wanted = tidy(typed)
    for at, words in enumerate(asking.choices):
        if tidy(words) == wanted:
            return at
    numbered = _NUMBERED.fullmatch(wanted)
    if numbered and int(numbered[1]) <= len(asking.choices):
        return int(numbered[1]) - 1
    return None


def asking_problems(asking: Asking) -> Iterator[Problem]:
    """Say what is still missing before a question can go out, or is wrong with it."""
    if not asking.title.strip():
        yield Problem("no_title", "Title", "The question has no title.", "Type one.")
    if not asking.text.strip():
        yield Problem(
            "no_text",
            "What is asked",
            "Nothing says what is asked.",
            "Write a paragraph that can be understood by somebody who was not at the last meeting.",
        )
    yield from _choice_problems(asking)
    if asking.wanted_by is None:
        yield Problem(
            "no_day", "Wanted by", "No day is given for the answers.", "Give the last day."
        )
    lengths = (
        ("Title", asking.title, TITLE_LENGTH),
        ("What is asked", asking.text, TEXT_LENGTH),
        *((f"Choice {n}", words, CHOICE_LENGTH) for n, words in enumerate(asking.choices, 1)),
    )
    for where, words, most in lengths:
        if len(words) > most:
            what = f"{where} has {len(words):,} characters, and {most:,} is the most."
            yield Problem("too_long", where, what, "Shorten it.")


def _choice_problems(asking: Asking) -> Iterator[Problem]:
    given = [tidy(each) for each in asking.choices if each.strip()]
    if len(given) < FEWEST_CHOICES:
        yield Problem(
            "few_choices", "Choices", "There are not two choices yet.", "Type at least two."
        )
    if len(given) > MOST_CHOICES:
        yield Problem(
            "many_choices",
            "Choices",
            f"There are {len(given)} choices.",
            f"Leave {MOST_CHOICES} at most.",
        )
    if len(set(given)) < len(given):
        yield Problem(
            "same_choice", "Choices", "Two choices say the same.", "Change or take out one of them."
        )
