"""Bring published files and packs to a practice: look at each, read those that were confirmed.

Published files are opened only in a child process that can be ended (decisions 16;
``published_children``). A pack is read here: it is strictly decoded and at most 64 MB, packed or
unpacked, and there is no XML in it. Nothing here keeps or answers anything: what comes of it are
sets to be kept (``store.published_sets``), one for all the files that can be compared, or one for
each. All of it can run away from the window. Source: design/opendata.md 16 and 18.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Event

from stocktake.errors import Problem, StocktakeError
from stocktake.opendata import DATASETS
from stocktake.opendata.pack import SUFFIX, Pack, read_pack, to_bytes
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import Period, Place, Source, Verdict, told_apart
from stocktake.opendata.verdicts import refused
from stocktake.phrases import counted
from stocktake.tasks.published_children import ask
from stocktake.tasks.published_messages import (
    TOGETHER,
    AskedFile,
    Begun,
    Content,
    Finished,
    Message,
    Progress,
    Request,
    Said,
    SaidVerdict,
    verdict_of,
)
from stocktake.units import date_in_words

Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was given, or one inside a zip, before it is read.

    Attributes:
        pack: what it is, when it is a pack.
    """

    verdict: Verdict
    pack: Pack | None = None

    @property
    def can_be_read(self) -> bool:
        """Whether it can be brought."""
        return self.pack is not None or self.verdict.can_be_read


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of reading files for one practice.

    Attributes:
        contents: the bytes of each set to keep; none of a file without a row of the practice.
        verdicts: what to say of each file, in the order given.
    """

    contents: tuple[bytes, ...]
    verdicts: tuple[Verdict, ...]


def look(
    paths: Sequence[Path],
    known: Collection[str],
    today: date,
    *,
    report: Report | None = None,
    stop: Event | None = None,
) -> tuple[Looked, ...]:
    """Say what each file is, from its first rows; a bad file is said and the rest go on.

    Args:
        known: the keys of the files that kept sets were made of.
        report: told that it goes on.
        stop: set it to stop.

    Raises:
        StocktakeError: ``stopped``.
    """
    of_packs = {path: _looked_pack(path) for path in paths if _is_pack(path)}
    rest = [path for path in dict.fromkeys(paths) if path not in of_packs]
    found: dict[Path, tuple[Verdict, ...]] = {}
    while left := [path for path in rest if path not in found]:
        files = tuple(AskedFile(_spelt(path)) for path in left)
        answer = _Answer(len(files), report)
        answer.take(ask(Request("look", today, files, known=tuple(known)), stop))
        for place, said in answer.said.items():
            path = left[place]
            sources = told_apart([Source(path, each.member) for each in said])
            found[path] = tuple(map(verdict_of, said, sources))
        if not answer.is_whole:
            path = left[answer.at_fault]
            found[path] = (refused(Source(path), refuse("gave_up")),)
    looked: list[Looked] = []
    for path in paths:
        looked += [of_packs[path]] if path in of_packs else map(Looked, found[path])
    return tuple(looked)


def bring(
    looked: Sequence[Looked],
    practice: str | Place,
    today: date,
    *,
    periods: Mapping[Source, Period] | None = None,
    report: Report | None = None,
    stop: Event | None = None,
) -> Brought:
    """Read files wholly and make the sets that the practice keeps of them.

    Args:
        looked: those to read; what cannot be read is passed over.
        practice: its code, or also what it is known by where a file has no code for it.
        periods: what the manager said a file is of, where the file itself does not say.
        report: told how far it is.
        stop: set it to stop; nothing comes of it then.

    Raises:
        StocktakeError: ``stopped``. A file that turns out to be bad is said in its verdict.
    """
    place = practice if isinstance(practice, Place) else Place(practice)
    contents: list[bytes] = []
    verdicts: dict[Source, Verdict] = {}
    to_read: dict[Source, AskedFile] = {}
    for each in looked:
        source = each.verdict.source
        verdicts[source] = each.verdict
        if each.pack is not None:
            own = each.pack.only(place.code)
            contents += [to_bytes(own)] if own.practices else []
            verdicts[source] = _verdict_on_pack(each.verdict, own, place.code)
        elif each.can_be_read:
            period = (periods or {}).get(source)
            to_read[source] = AskedFile(_spelt(source.path), source.member, period)
    while to_read:
        answer = _Answer(len(to_read), report)
        answer.take(ask(Request("bring", today, tuple(to_read.values()), place), stop))
        if answer.is_whole:
            contents += answer.contents
            verdicts |= _titled(answer.verdicts(tuple(to_read)), verdicts)
            break
        # What was read before it is read again: it all goes together in one process.
        bad = _given_up(tuple(to_read), answer.at_fault)
        verdicts |= _titled(bad, verdicts)
        to_read = {source: file for source, file in to_read.items() if source not in bad}
    return Brought(tuple(contents), tuple(verdicts[each.verdict.source] for each in looked))


@dataclass(slots=True)
class _Answer:
    """What one child said.

    Attributes:
        count: files it was asked about.
        said: by place, the verdicts on a file.
        at_fault: the place of the file it died of, if it did not finish; ``TOGETHER`` when of
            none in particular.
    """

    count: int
    report: Report | None
    said: dict[int, tuple[SaidVerdict, ...]] = field(default_factory=dict)
    contents: list[bytes] = field(default_factory=list)
    at_fault: int = 0
    is_whole: bool = False

    def take(self, messages: Iterable[Message]) -> None:
        """Take in all that is said, up to the first thing that makes no sense."""
        for message in messages:
            if isinstance(message, Progress):
                if self.report is not None:
                    self.report(min(message.done, message.total), message.total, message.words)
            elif isinstance(message, Begun) and message.place < self.count:
                self.at_fault = message.place
            elif isinstance(message, Said) and message.place == self.at_fault and message.verdicts:
                if any(each.dataset not in (*DATASETS, "") for each in message.verdicts):
                    return
                self.said[message.place] = message.verdicts
            elif isinstance(message, Content):
                self.contents.append(message.content)
            else:
                self.is_whole = isinstance(message, Finished) and len(self.said) == self.count
                return

    def verdicts(self, sources: Sequence[Source]) -> dict[Source, Verdict]:
        """The one verdict on each file that was read."""
        return {
            sources[place]: verdict_of(said, sources[place])
            for place, (said, *_) in self.said.items()
        }


def _is_pack(path: Path) -> bool:
    return path.name.lower().endswith(SUFFIX)


def _spelt(path: Path) -> bytes:
    return os.fsencode(path.absolute())


def _looked_pack(path: Path) -> Looked:
    source = Source(path)
    try:
        pack = read_pack(path).pack
    except StocktakeError as error:
        sentence = f"{error.what} {error.how_to_fix}".strip()
        problem = Problem(error.code, path.name, error.what, error.how_to_fix)
        return Looked(Verdict(source, "", "", sentence, problems=(problem,)))
    maker = f" from {pack.made_by}" if pack.made_by else ""
    sentence = (
        f"A pack of published figures{maker}, made on {date_in_words(pack.made_on)}: {pack.about}, "
        f"{counted(len(pack.practices), 'practice')}."
    )
    return Looked(Verdict(source, "pack", "A pack of published figures", sentence), pack)


def _verdict_on_pack(verdict: Verdict, own: Pack, practice: str) -> Verdict:
    is_there = bool(own.practices)
    about = f"Your practice, {practice}, is in it." if is_there else (
        f"Your practice, {practice}, is not in it: ask for the pack of your area."
    )  # fmt: skip
    return Verdict(
        verdict.source,
        verdict.dataset,
        verdict.title,
        f"{verdict.sentence} {about}",
        has_practice=is_there,
        rows=len(own.values),
    )


def _given_up(sources: Sequence[Source], at_fault: int) -> dict[Source, Verdict]:
    """Say which file a child died of, or that it died of all of them together."""
    if at_fault == TOGETHER:
        return {source: refused(source, refuse("not_put_together")) for source in sources}
    source = sources[at_fault]
    return {source: refused(source, refuse("gave_up"))}


def _titled(
    found: Mapping[Source, Verdict], before: Mapping[Source, Verdict]
) -> dict[Source, Verdict]:
    """Keep what a file was seen to be, where reading it came to nothing."""
    return {
        source: verdict if verdict.title else replace(verdict, title=before[source].title)
        for source, verdict in found.items()
    }
