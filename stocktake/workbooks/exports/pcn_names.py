"""What practices are called on the sheets of a PCN workbook, and keeping other names out of them.

A practice that has not agreed to be named is a letter everywhere: beside its figures, in the names
of its files, and where anybody's words mention it. Source: content/expectations.md G6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from stocktake.merge.collection import Collection
from stocktake.merge.member import STOCKTAKE_FORM, Member
from stocktake.merge.naming import Audience, labels
from stocktake.merge.versions import Version
from stocktake.questionnaire.submission import Subject

_USUAL_WORDS = frozenset(
    (
        "the",
        "and",
        "of",
        "at",
        "in",
        "practice",
        "practices",
        "surgery",
        "surgeries",
        "medical",
        "centre",
        "center",
        "health",
        "healthcare",
        "group",
        "partnership",
        "partners",
        "family",
        "doctors",
        "dr",
        "drs",
        "gp",
        "clinic",
        "house",
        "hub",
    )
)
"""Words of a practice's name that many practices share, so that they name nobody."""

_LEAST_LETTERS = 4


@dataclass(frozen=True)
class Names:
    """What each practice is called, and the words that give one away.

    Attributes:
        labels: by code.
        named: codes of the practices that appear under their own names.
        hidden: labels by the words they stand for; words in small letters count however written.
    """

    labels: Mapping[str, str]
    named: frozenset[str]
    hidden: Mapping[str, str]
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, subject: Subject) -> str:
        """What a subject is called; other subjects than practices have their own names."""
        if subject.kind != "practice":
            return subject.name or subject.code
        return self.labels.get(subject.code, "a practice")

    def is_named(self, subject: Subject) -> bool:
        """Whether a subject appears under its own name."""
        return subject.kind != "practice" or subject.code in self.named

    def file(self, version: Version) -> str:
        """What the file of a return is called: a file's name gives its practice away."""
        subject, name = version.submission.subject, version.provenance.file_name
        if not name:
            return "this computer"
        return name if self.is_named(subject) else f"file of {self.of(subject)}"

    def plain(self, text: str) -> str:
        """Put letters in the place of names and codes of practices that are not named."""
        if self._pattern is None:
            return text
        if text not in self._known:
            # The same labels, states and file names come again and again.
            self._known[text] = self._pattern.sub(self._letter, text)
        return self._known[text]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """One pattern for all that gives a practice away, the longest first.

        In the names of files a low line often stands for a space.
        """
        ordered = sorted(self.hidden, key=lambda words: (-len(words), words))
        spaced = (r"[\s_]+".join(re.escape(word) for word in words.split()) for words in ordered)
        found = "|".join(spaced)
        return re.compile(rf"(?<![^\W_])(?:{found})(?![^\W_])", re.IGNORECASE) if found else None

    def _letter(self, found: re.Match[str]) -> str:
        words = " ".join(found[0].replace("_", " ").split())
        return self.hidden.get(words.casefold()) or self.hidden.get(words) or found[0]


def names_of(collection: Collection, given: Mapping[str, str], before: Mapping[str, str]) -> Names:
    """Say what every practice of a collection is called.

    Args:
        collection: all that came, also of other rounds.
        given: labels that the practices counted have already; they stand.
        before: letters among them, by code.
    """
    practices = {
        version.submission.subject.code: version
        for version in reversed(collection.versions)
        if version.submission.subject.kind == "practice"
    }
    named = given.keys() - before.keys()
    others = [_as_member(v, collection) for c, v in sorted(practices.items()) if c not in given]
    found = {**given, **labels(others, Audience.INSIDE, before)}
    named |= {member.code for member in others if member.show_name}
    hidden: dict[str, str] = {}
    for version in collection.versions:
        subject = version.submission.subject
        if subject.kind == "practice" and subject.code not in named:
            hidden |= dict.fromkeys(_giving_away(subject), found[subject.code])
    return Names(found, frozenset(named), hidden)


def _as_member(version: Version, collection: Collection) -> Member:
    """A practice not counted this round; its newest stocktake says whether it is named."""
    subject = version.submission.subject
    said = [
        each.submission
        for each in collection.versions
        if each.submission.subject.code == subject.code and each.identity.form_id == STOCKTAKE_FORM
    ]
    newest = max(said, key=lambda each: (each.assessed_on, each.revision), default=None)
    agrees = newest is not None and newest.answers.get("admin.show_name").usable == "yes"
    return Member(
        code=subject.code,
        name=subject.name,
        return_id=version.submission.return_id,
        show_name=agrees,
    )


def _giving_away(subject: Subject) -> list[str]:
    """A practice's code and whole name in small letters, and the words of it that are its own.

    The last only as they are written in the name: a park is not the Park Surgery.
    """
    whole = " ".join(subject.name.split())
    words = whole.split()
    while words and words[-1].casefold().strip(".,") in _USUAL_WORDS:
        words.pop()
    while words and words[0].casefold().strip(".,") in _USUAL_WORDS:
        words.pop(0)
    own = " ".join(words)
    found = [each.casefold() for each in (subject.code, whole) if each]
    return [*found, own] if len(own) >= _LEAST_LETTERS else found
