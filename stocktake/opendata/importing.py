"""Look at a published file, and read it: wholly, or not at all.

``look_at`` is quick and reads the first rows; ``read`` goes through all of it and checks it.
Neither keeps anything: whoever asked takes the ``Release`` and decides.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from threading import Event

from stocktake.errors import Problem, StocktakeError
from stocktake.opendata.datasets import DATASETS
from stocktake.opendata.delimited import MIXED_LETTERS, NO_LAST_LINE_END
from stocktake.opendata.layouts import Dataset
from stocktake.opendata.periods import period_named
from stocktake.opendata.reading import Reading
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import (
    EVERYTHING,
    Period,
    Release,
    Source,
    Verdict,
    Wanted,
    file_key,
)
from stocktake.opendata.sniff import sniff
from stocktake.opendata.streams import Meter, Report, digest, sources_in
from stocktake.opendata.tables import tables_of
from stocktake.opendata.verdicts import read_through, refused, seen
from stocktake.phrases import counted

_NOTES = {
    MIXED_LETTERS: (
        "Its letters are written in two different ways, so that some names may look odd.",
        "The figures are not affected.",
    ),
    NO_LAST_LINE_END: (
        "Its last line has no end, so the file may have been cut short.",
        "Compare its number of rows with the page it came from.",
    ),
}
_CHECKED = 10
"""Percent of reading a file that are done once its SHA-256 is known."""

_PART = 0.97
"""Share of all practices below which a file is said to hold a part of England."""


def look_at(
    path: Path,
    known: Collection[str] = (),
    today: date | None = None,
    report: Report | None = None,
) -> tuple[Verdict, ...]:
    """Say what a file is, or what each file inside a zip is, from its first rows.

    Args:
        known: what the files that were brought before are known by (``release.file_key``).
        today: against which a file is old; the day it is when not given.
        report: told how much of it is checked; the first rows take no time worth telling.

    Returns:
        One verdict for each file; one that cannot be read says why. Never raises for a bad file.
    """
    try:
        sources = sources_in(path)
        sha256 = digest(path, report=report)
    except StocktakeError as error:
        return (refused(Source(path), error),)
    found = []
    for each in sources:
        is_known = file_key(sha256, each.name) in known
        found.append(_look(each, is_known, today or _today(), report))
    return tuple(found)


def _look(source: Source, is_known: bool, today: date, report: Report | None) -> Verdict:
    try:
        tables = tables_of(source)
        checked = _between(report, 100, 100)
        dataset, layout = sniff(tables, Meter(source.name, checked))
        meter = Meter(source.name, checked)
        reading = Reading(tables, layout, source.name, meter)
        for cells in islice(reading.rows_below(), 1):
            reading.dated(cells)
    except StocktakeError as error:
        return refused(source, error)
    period = reading.period or period_named(source, dataset.named_by)
    old = reading.uses_old_areas or (period is not None and period.is_old(today))
    return seen(source, dataset, period, is_old=old, is_known=is_known)


def _named(source: Source) -> Source:
    """Call a file inside a zip as it is called beside the others in there."""
    if not source.member:
        return source
    return next((each for each in sources_in(source.path) if each == source), source)


def _between(report: Report | None, first: int, last: int) -> Report | None:
    """Count what is done now from one percentage of the whole to another."""
    if report is None:
        return None
    return lambda done, total, name: report(
        (total * first + done * (last - first)) // 100, total, name
    )


def read(
    source: Source | Path,
    wanted: Wanted = EVERYTHING,
    *,
    period: Period | None = None,
    report: Report | None = None,
    stop: Event | None = None,
) -> Release:
    """Read a published file wholly and check it.

    Args:
        source: the file, or the one inside a zip (``sources_in``, or a verdict's).
        wanted: the values to keep; every row is read and checked all the same.
        period: what the manager said it is of; counts where the file itself does not say.
        report: told how many bytes of how many are checked and read, and of which file; it begins
            with none and never goes back.
        stop: set it to stop reading.

    Raises:
        StocktakeError: it cannot be read, and the sentence says why; nothing comes of it.
    """
    source = _named(source) if isinstance(source, Source) else Source(source)
    meter = Meter(source.name, _between(report, _CHECKED, 100), stop)
    sha256 = digest(source.path, stop, _between(report, 0, _CHECKED))
    tables = tables_of(source)
    dataset, layout = sniff(tables, Meter(source.name, _between(report, _CHECKED, _CHECKED), stop))
    reading = Reading(tables, layout, source.name, meter, wanted.to_read)
    reading.likely = period or period_named(source, dataset.named_by)
    values = tuple(each for each in dataset.read(reading) if wanted.keeps(each))
    _check(dataset, reading)
    meter.finish()
    notes = [Problem(note, source.name, *_NOTES[note]) for note in tables.notes]
    return Release(
        source=source,
        dataset=dataset.id,
        layout_id=layout.id,
        title=dataset.title,
        publisher=dataset.publisher,
        sha256=sha256,
        size_bytes=source.path.stat().st_size,
        period=reading.period or reading.likely,
        rows=reading.rows,
        codes=frozenset(reading.codes),
        values=values,
        problems=(*notes, *reading.problems),
        uses_old_areas=reading.uses_old_areas,
    )


def _check(dataset: Dataset, reading: Reading) -> None:
    """Refuse a file about no practice; note one about a part of England, or others besides."""
    reading.row = 0
    others = sum(reading.others.values())
    if not reading.codes:
        if not others:
            raise refuse("empty")
        shown = next(iter(reading.others))
        raise refuse("not_england", f"Its first row is of “{shown[:40]}”." if shown else "")
    held = len(reading.codes)
    if dataset.whole and held < dataset.whole * _PART:
        reading.note(
            "part",
            f"It holds {held:,} of the {dataset.whole:,} or so practices in England.",
            "That is enough to fill in your own figures, and not to compare with England.",
        )
    if others:
        reading.note(
            "others",
            f"{counted(others, 'row is', 'rows are')} not about a practice in England: left out.",
        )


def verdict_on(release: Release, practice: str = "", today: date | None = None) -> Verdict:
    """Say what came of reading a file, and whether a practice is in it."""
    is_old = release.is_old(today or _today())
    code = "" if DATASETS[release.dataset].by_pcn else practice.strip().upper()
    return read_through(release, code, is_old=is_old)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
