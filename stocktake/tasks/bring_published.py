"""Bring published files and packs to a practice: look at each, read those that were confirmed.

Nothing here keeps or answers anything: what comes of it are sets to be kept
(``store.published_sets``), one for all the files that can be compared, or one for each. All of it
can run away from the window. Source: design/opendata.md 16 and 18.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event

from stocktake.errors import Problem, StocktakeError
from stocktake.opendata import look_at, read, verdict_on
from stocktake.opendata.areas import PRACTICE_MAP
from stocktake.opendata.pack import SUFFIX, Pack, read_pack, to_bytes
from stocktake.opendata.packing import PackRequest, build_pack, pack_of_one, wanted_for
from stocktake.opendata.release import Period, Release, Source, Verdict
from stocktake.phrases import counted
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


def known_files(packs: Iterable[Pack]) -> frozenset[str]:
    """The SHA-256 of every published file that what is kept was made of."""
    return frozenset(source.sha256 for pack in packs for source in pack.sources)


def look(paths: Sequence[Path], known: Collection[str], today: date) -> tuple[Looked, ...]:
    """Say what each file is, from its first rows; never raises for a bad file."""
    found: list[Looked] = []
    for path in paths:
        if path.name.lower().endswith(SUFFIX):
            found.append(_looked_pack(path))
        else:
            found += (Looked(each) for each in look_at(path, known, today))
    return tuple(found)


def bring(
    looked: Sequence[Looked],
    practice: str,
    today: date,
    *,
    periods: Mapping[Source, Period] | None = None,
    report: Report | None = None,
    stop: Event | None = None,
) -> Brought:
    """Read files wholly and make the sets that the practice keeps of them.

    Args:
        looked: those to read; what cannot be read is passed over.
        periods: what the manager said a file is of, where the file itself does not say.
        report: told how far it is.
        stop: set it to stop; nothing comes of it then.

    Raises:
        StocktakeError: ``stopped``. A file that turns out to be bad is said in its verdict.
    """
    contents: list[bytes] = []
    verdicts: dict[Source, Verdict] = {}
    releases: list[Release] = []
    for each in looked:
        source = each.verdict.source
        if each.pack is not None:
            own = each.pack.only(practice)
            contents += [to_bytes(own)] if own.practices else []
            verdicts[source] = _verdict_on_pack(each.verdict, own, practice)
            continue
        if not each.can_be_read:
            verdicts[source] = each.verdict
            continue
        try:
            period = (periods or {}).get(source)
            release = read(source, wanted_for([practice]), period=period, report=report, stop=stop)
        except StocktakeError as error:
            if error.code == "stopped":
                raise
            verdicts[source] = _refused(each.verdict, error)
            continue
        verdicts[source] = verdict_on(release, practice, today)
        releases.append(release)
    contents += map(to_bytes, _sets(releases, practice, today))
    return Brought(tuple(contents), tuple(verdicts[each.verdict.source] for each in looked))


def _sets(releases: Sequence[Release], practice: str, today: date) -> list[Pack]:
    """One set of all files where the map says what to compare with, or one of each file."""
    has_map = any(each.dataset == PRACTICE_MAP and practice in each.codes for each in releases)
    if has_map:
        return [build_pack(releases, PackRequest((practice,), "", today)).only(practice)]
    alone = (pack_of_one(each, practice, today) for each in releases)
    return [each for each in alone if each.practices]


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


def _refused(verdict: Verdict, error: StocktakeError) -> Verdict:
    problem = Problem(error.code, verdict.source.name, error.what, error.how_to_fix)
    sentence = f"{error.what} {error.how_to_fix}".strip()
    return Verdict(verdict.source, "", verdict.title, sentence, problems=(problem,))
