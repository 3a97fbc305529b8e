"""What practices are called on the sheets of a PCN workbook, and keeping other names out of them.

A practice that has not agreed to be named is a letter everywhere: beside its figures, in the names
of its files, and where anybody's words mention it. Source: content/expectations.md G6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

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
    """What each practice is called, by code, and the patterns that give one away."""

    labels: Mapping[str, str]
    named: frozenset[str]
    _hidden: tuple[tuple[re.Pattern[str], str], ...] = ()

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
        for pattern, label in self._hidden:
            text = pattern.sub(label, text)
        return text


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
    hidden = [
        (pattern, found[subject.code])
        for version in collection.versions
        if (subject := version.submission.subject).kind == "practice" and subject.code not in named
        for pattern in _giving_away(subject)
    ]
    longest_first = sorted(dict.fromkeys(hidden), key=lambda pair: (-len(pair[0].pattern), pair[1]))
    return Names(found, frozenset(named), tuple(longest_first))


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


def _giving_away(subject: Subject) -> list[re.Pattern[str]]:
    """Patterns of a practice's code, its whole name, and the words of it that are its own."""
    patterns = [_word(subject.code, re.IGNORECASE)] if subject.code else []
    if subject.name:
        patterns.append(_word(subject.name, re.IGNORECASE))
    words = subject.name.split()
    while words and words[-1].casefold().strip(".,") in _USUAL_WORDS:
        words.pop()
    while words and words[0].casefold().strip(".,") in _USUAL_WORDS:
        words.pop(0)
    own = " ".join(words)
    # Only as it is written in the name: a park is not the Park Surgery.
    if len(own) >= _LEAST_LETTERS and own != subject.name:
        patterns.append(_word(own))
    return patterns


def _word(text: str, flags: int = 0) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(word) for word in text.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", flags)
