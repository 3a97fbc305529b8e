"""What files a lead has added, in words, and at which scale they are best seen together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from stocktake.merge.collection import collect
from stocktake.merge.scales import Scale
from stocktake.phrases import counted, listed
from stocktake.tasks.combine import USABLE, Gathered, collection_of
from stocktake.tasks.combine_area import scale_of
from stocktake.workbooks.reading import ReadResult


class Kind(Enum):
    """Whose file it is; the values are one and several of them, as a sentence says them."""

    PRACTICE = ("practice's own file", "practices' own files")
    PCN = ("PCN file", "PCN files")
    LOCALITY = ("locality file", "locality files")
    SYSTEM = ("system file", "system files")


def kind_of(result: ReadResult) -> Kind | None:
    """Say whose file one is; None for one that gave nothing."""
    if result.verdict not in USABLE:
        return None
    wider = {name for group in result.groups for name in group.within}
    if wider:
        return Kind.SYSTEM if len(wider) > 1 else Kind.LOCALITY
    practices = {each.subject.code for each in result.submissions}
    if result.groups or len(practices) > 1:
        return Kind.PCN
    return Kind.PRACTICE if practices else None


@dataclass(frozen=True, slots=True)
class Given:
    """What was added.

    Attributes:
        files: how many of each kind.
        pcns: how many PCNs the practices with a file of their own say they are in.
        scale: at which they are best seen together.
    """

    files: Counter[Kind]
    pcns: int
    scale: Scale

    @property
    def is_mixed(self) -> bool:
        """Whether practices' own files stand among those of PCNs or larger areas."""
        return bool(self.files[Kind.PRACTICE]) and len(self.files) > 1

    @property
    def words(self) -> str:
        """What was given and what it makes: "3 PCN files: this is a locality."."""
        said = listed([counted(self.files[each], *each.value) for each in Kind if self.files[each]])
        if set(self.files) == {Kind.PRACTICE} and self.pcns > 1:
            said += f", of {self.pcns} PCNs"
        return f"{said}: this is a {self.scale}."


def given(gathered: Gathered) -> Given:
    """Say what some files are."""
    kinds = Counter(kind for kind in map(kind_of, gathered.results) if kind is not None)
    return Given(kinds, len(set(_pcns(gathered))), scale_of(gathered))


def _pcns(gathered: Gathered) -> Iterator[str]:
    for version in gathered.collection.versions:
        subject = version.submission.subject
        if subject.kind == "practice" and (subject.pcn_code or subject.pcn_name):
            yield (subject.pcn_code or subject.pcn_name).casefold()


def without_own(gathered: Gathered) -> Gathered:
    """Leave out the answers of practices' own files; the files stay in the list."""
    kept = [each for each in gathered.results if kind_of(each) is not Kind.PRACTICE]
    found = collection_of(kept)
    decisions = (*found.decisions, *gathered.collection.decisions)
    return replace(gathered, collection=collect(found.versions, decisions))
