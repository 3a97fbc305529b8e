"""Say whose a return is where its practice code is wrong or on nobody's list, and take that back.

What came stays as it came, also in the file that is written: the answer is a ruling about the
return, kept beside it, and whoever reads both sees the practice it was said to be of.
Source: design/screens.md F.12 (unknown ODS codes).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from stocktake.merge.collection import Collection, collect
from stocktake.merge.member import Expected
from stocktake.merge.versions import Version
from stocktake.questionnaire.codes import is_practice_code
from stocktake.tasks.expected import plain_name
from stocktake.tasks.pcn_rulings import Ruling, Rulings, practices_carried

NOTHING_SAID = Rulings()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A practice nobody expects, or whose code cannot be right.

    Attributes:
        code, name: as they came.
        files: where its returns were read.
        return_ids: its returns.
        is_malformed: the code is not a capital letter and five digits.
        ruling: what was said of it; None while nobody has.
    """

    code: str
    name: str
    files: tuple[str, ...]
    return_ids: tuple[str, ...]
    is_malformed: bool
    ruling: Ruling | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to say whose it is."""
        return self.ruling is None or not self.ruling.is_added

    @property
    def came_as(self) -> str:
        """As a ruling records it."""
        return _text(self.code, self.name)


def _text(code: str, name: str) -> str:
    return f"{code}\t{name}"


def practice_in(ruling: Ruling) -> tuple[str, str]:
    """Code and name of the practice a return was said to be of."""
    code, _, name = ruling.practice.partition("\t")
    return code, name


def identified(collection: Collection, rulings: Rulings) -> Collection:
    """See every return as of the practice it was said to be of.

    A return whose code has been put right since is as it says itself.
    """
    if not any(each.is_added for each in rulings.practices.values()):
        return collection
    return collect((_of(each, rulings) for each in collection.versions), collection.decisions)


def _of(version: Version, rulings: Rulings) -> Version:
    said = version.submission
    ruling = rulings.practices.get(said.return_id)
    if ruling is None or not ruling.is_added:
        return version
    if ruling.came_as != _text(said.subject.code, said.subject.name):
        return version
    code, name = practice_in(ruling)
    subject = replace(said.subject, code=code, name=name)
    return Version(replace(said, subject=subject), version.provenance, version.figures)


def as_said(
    collection: Collection, records: Iterable[Mapping[str, str]], rulings: Rulings = NOTHING_SAID
) -> Collection:
    """The same by what files carry and by what was ruled here, of which the later stands."""
    return identified(collection, practices_carried(records).joined(rulings))


def unknown_practices(
    collection: Collection, expected: Sequence[Expected], rulings: Rulings, round_label: str
) -> tuple[Unknown, ...]:
    """Find the practices of a round about which somebody has to say whose they are, or has said.

    Args:
        collection: the returns as they came.
        expected: the PCN's list; without one only a code that cannot be right is asked about.
        rulings: what was said of them.
        round_label: the round in front.
    """
    codes = {each.code for each in expected if each.code}
    names = {plain_name(each.name) for each in expected if not each.code}
    grouped: dict[tuple[str, str], list[Version]] = {}
    for version in collection.versions:
        subject = version.submission.subject
        if subject.kind == "practice" and version.identity.round == round_label:
            grouped.setdefault((subject.code, subject.name), []).append(version)
    found = []
    for (code, name), versions in sorted(grouped.items()):
        ids = tuple(sorted({each.key.return_id for each in versions}))
        made = [rulings.practices[each] for each in ids if each in rulings.practices]
        made = [each for each in made if each.came_as == _text(code, name)]
        is_listed = code in codes or plain_name(name) in names
        is_malformed = not is_practice_code(code)
        if made or is_malformed or (expected and not is_listed):
            files = sorted({each.provenance.file_name or "this computer" for each in versions})
            last = max(made, key=lambda each: each.number, default=None)
            found.append(Unknown(code, name, tuple(files), ids, is_malformed, last))
    return tuple(found)


def said_to_be(
    rulings: Rulings, unknown: Unknown, practice: Expected | None, ruling: Ruling
) -> Rulings:
    """Record whose the returns of an unknown practice are.

    Args:
        rulings: what was ruled so far.
        unknown: the practice as it came.
        practice: the one it is; None says that it is a practice of its own, as it came.
        ruling: who says so, when and why; ``is_added`` false takes back what was said.
    """
    code, name = unknown.code, unknown.name
    if practice is not None:
        # A list may give a practice by its name or by its code alone.
        code, name = practice.code or code, practice.name or name
    made = msgspec.structs.replace(ruling, practice=_text(code, name), came_as=unknown.came_as)
    for return_id in unknown.return_ids:
        rulings = rulings.ruled("practices", return_id, made)
    return rulings


def line_of(unknown: Unknown) -> str:
    """A line for the list of practices that are expected."""
    return unknown.came_as.strip()
