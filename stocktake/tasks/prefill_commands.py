"""Published figures without a window: make a federation's pack, and say what is in one.

Both work in this very process. The files of ``build`` are a federation's own downloads, and a
command that dies of one takes nothing with it. A pack, which ``show`` may be given by anybody, has
a guard of its own (``opendata.pack``): at most 64 MB, packed or unpacked, strictly decoded, and no
XML in it. What a practice is given goes through a child process (``bring_published``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from stocktake.errors import StocktakeError, not_written
from stocktake.opendata import field_map, look_at, read, verdict_on
from stocktake.opendata.areas import PRACTICE_MAP, Areas
from stocktake.opendata.benchmarks import Standing
from stocktake.opendata.measures import measures
from stocktake.opendata.pack import MOST_BYTES, SUFFIX, Pack, read_pack, to_bytes
from stocktake.opendata.packing import (
    PackRequest,
    build_pack,
    newest_map,
    practices_of,
    wanted_for,
)
from stocktake.opendata.release import PublishedValue, Quality, Release, Verdict, Wanted
from stocktake.phrases import counted
from stocktake.questionnaire.positions import NOT_A_SCORE
from stocktake.store.whole_files import move_into_place
from stocktake.units import date_in_words, number_in_words, round_half_up

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A pack that was written.

    Attributes:
        left_out: how many of the files could not be used.
    """

    path: Path
    pack: Pack
    left_out: int


def build(files: Sequence[Path], request: PackRequest, out: Path, say: Say) -> Built:
    """Make the pack of an area and write it; a file that cannot be used is named and left out.

    Args:
        request: its ``codes`` are the area.
        out: the file, or the folder to put it in.

    Raises:
        StocktakeError: there is no map among the files, an area is unknown, or it cannot be
            written.
    """
    verdicts = [each for path in files for each in look_at(path, today=request.made_on)]
    maps = [each for each in verdicts if each.dataset == PRACTICE_MAP]
    others = [each for each in verdicts if each.dataset != PRACTICE_MAP]
    releases = _read(maps, Wanted(), say)
    wanted = wanted_for(practices_of(request.codes, Areas(newest_map(releases).values)))
    releases += _read(others, wanted, say)
    pack = build_pack(releases, request)
    path = out / f"{_safe(pack.about)}{SUFFIX}" if out.is_dir() else out
    _write(path, to_bytes(pack))
    say(f"Written: {path}")
    say(_contents(pack))
    return Built(path, pack, len(verdicts) - len(releases))


def show(path: Path, say: Say, practice: str = "") -> None:
    """Say what is in a pack, or all it says about one practice.

    Raises:
        StocktakeError: it is no pack, or the practice is not in it.
    """
    found = read_pack(path)
    pack = found.pack
    say(f"{pack.about}. Made by {pack.made_by or 'nobody named'}, {date_in_words(pack.made_on)}.")
    say(_contents(pack))
    say(f"SHA-256: {found.sha256}")
    for source in pack.sources:
        old = " It is old." if source.is_old else ""
        say(f"  {source.attribution}{old}")
    if practice:
        _show_practice(pack, practice.strip().upper(), say)


def _read(verdicts: Sequence[Verdict], wanted: Wanted, say: Say) -> list[Release]:
    releases = []
    for each in verdicts:
        if not each.can_be_read:
            say(f"{each.source.name}: left out. {each.sentence}")
            continue
        try:
            release = read(each.source, wanted, period=each.period)
        except StocktakeError as error:
            say(f"{each.source.name}: left out. {error.what} {error.how_to_fix}".rstrip())
            continue
        say(f"{each.source.name}: {verdict_on(release).sentence}")
        for problem in release.problems:
            say(f"  {problem.what} {problem.how_to_fix}".rstrip())
        releases.append(release)
    return releases


def _write(path: Path, content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise StocktakeError(
            "pack_too_large",
            "The pack of this area is larger than one that can be read.",
            "Make one for each ICB or PCN.",
        )
    draft = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        move_into_place(draft, path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise not_written(path, error) from error


def _safe(about: str) -> str:
    kept = "".join(each if each.isalnum() or each in " -" else " " for each in about)
    return " ".join(kept.split())[:60] or "Published figures"


def _contents(pack: Pack) -> str:
    return (
        f"{counted(len(pack.practices), 'practice')}, {counted(len(pack.values), 'figure')} from "
        f"{counted(len(pack.sources), 'file')}, compared within {counted(len(pack.areas), 'area')}."
    )


def _show_practice(pack: Pack, practice: str, say: Say) -> None:
    if practice not in pack.practices:
        raise StocktakeError(
            "not_in_pack",
            f"The practice {practice} is not in this pack.",
            "Check the code, or ask for a pack of its area.",
        )
    say(practice)
    for each in pack.of(practice):
        rule = field_map().rule(each.value.field_key)
        words = rule.words if rule else each.value.field_key
        which = f" ({each.value.column_name})" if rule and rule.key.endswith("*") else ""
        say(f"  {words}{which}: {_said(each.value)}")
    names = {each.area: each.name for each in pack.areas}
    for standing in pack.standings:
        if standing.practice == practice:
            say(f"  {_stands(standing, names[standing.area])}")
    say(f"  {NOT_A_SCORE}")


def _said(value: PublishedValue) -> str:
    if value.quality is not Quality.OK:
        return value.note or "not published"
    return value.raw_text


def _stands(standing: Standing, area: str) -> str:
    measure = measures()[standing.measure]
    figure = number_in_words(round_half_up(standing.figure, measure.places))
    percentile = round_half_up(standing.percentile, 0)
    return (
        f"{measure.words}: {figure}; higher than about {percentile}% of the {standing.count:,} "
        f"practices compared in {area}"
    )
