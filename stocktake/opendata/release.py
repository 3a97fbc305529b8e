"""What comes of a published file: values with where they stood, and the release they belong to.

Source: design/opendata.md 16 (lines 1 to 3 and 11 to 12) and 18.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from stocktake.errors import Problem
from stocktake.units import add_months, date_in_words, month_in_words

ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."
"""Shown, with the publisher and the period, wherever a published value is shown."""

OLD_AFTER_MONTHS = 15
"""A period that ended longer ago than this is old. Source: design/opendata.md 18."""

PublishedFigure = Decimal | str | date


def licence_said_once(lines: Iterable[str]) -> tuple[str, ...]:
    """Put the sentence of the licence before the sources that are under it, each once."""
    each_once = tuple(dict.fromkeys(lines))
    if len(each_once) < 2:
        return each_once
    sources = tuple(line.removeprefix(ATTRIBUTION).strip() for line in each_once)
    return (ATTRIBUTION, *sources) if sources != each_once else each_once


class Quality(StrEnum):
    """How far a published value can be taken at its word; only ``ok`` may be accepted in bulk."""

    OK = "ok"
    ESTIMATED = "estimated"
    SUPPRESSED = "suppressed"
    NOT_PUBLISHED = "not_published"


class Basis(StrEnum):
    """How a period is known: it stands in the file, in its name, or the manager said so."""

    IN_FILE = "in_file"
    FILE_NAME = "file_name"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Period:
    """What time published figures are about.

    Attributes:
        start: first day.
        end: last day; the same for a snapshot of one day.
        basis: how it is known; one from the file's name is for the manager to confirm.
    """

    start: date
    end: date
    basis: Basis

    @property
    def words(self) -> str:
        """Say it: 1 March 2026; February 2026; 2025; 2024/25; June 2025 to August 2025."""
        start, end = self.start, self.end
        if start == end:
            return date_in_words(start)
        if (start.year, start.month) == (end.year, end.month):
            return month_in_words(start)
        if (start.month, end.month) == (1, 12):
            return str(start.year)
        if (start.month, end.month) == (4, 3):
            return f"{start.year}/{end.year % 100:02d}"
        return f"{month_in_words(start)} to {month_in_words(end)}"

    def is_old(self, today: date) -> bool:
        """Whether it ended more than 15 months before a day."""
        return add_months(self.end, OLD_AFTER_MONTHS) < today


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """One published fact about one practice, or in a PCN dataset one PCN.

    Attributes:
        field_key: which fact (``field_map.toml``), such as ``list.registered``.
        raw_text: exactly what the file says.
        value: the fact, or None when there is none to use; never zero for a missing one.
        unit: what a number counts, or ``text`` or ``date``.
        row: row of the file or sheet, counted from 1; 0 where rows were added up.
        column_name: the column, as the file calls it.
        note: a sentence, where the quality is not ``ok`` or something needs saying.
    """

    ods_code: str
    field_key: str
    raw_text: str
    value: PublishedFigure | None
    unit: str
    row: int
    column_name: str
    quality: Quality = Quality.OK
    note: str = ""

    @property
    def may_go_in_bulk(self) -> bool:
        """Whether it may be accepted together with others: it needs no sentence beside it."""
        return self.value is not None and self.quality is Quality.OK and not self.note


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was given, or one inside a zip that was.

    Attributes:
        member: the name inside the zip; empty for a file of its own.
        in_folder: it is called by its folders too (``told_apart``).
    """

    path: Path
    member: str = ""
    in_folder: bool = field(default=False, compare=False)

    @property
    def name(self) -> str:
        """What to call it: the file, and the one inside it."""
        whole = self.member.replace("\\", "/")
        inside = whole if self.in_folder else whole.rpartition("/")[2]
        name = f"{self.path.name}: {inside}" if inside else self.path.name
        # A name on a disk may hold what is no letter at all, which could not be kept.
        return name.encode("utf-8", "replace").decode("utf-8")


def told_apart(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Call the files inside one zip by their folders too, where their names are the same."""
    shared = Counter(each.name.casefold() for each in sources)
    return tuple(
        replace(each, in_folder=True) if shared[each.name.casefold()] > 1 else each
        for each in sources
    )


def file_key(sha256: str, name: str) -> str:
    """What a file is known again by, for all the files of one zip share its SHA-256.

    Args:
        sha256: of the file on the disk.
        name: a ``Source.name``; what the file on the disk is called does not count.
    """
    inside = name.partition(": ")[2]
    return f"{sha256}: {inside}" if inside else sha256


@dataclass(frozen=True, slots=True)
class Release:
    """A published file, read wholly.

    Attributes:
        dataset: its id in ``DATASETS``.
        layout_id: which of the dataset's layouts it has; parsing rules go by it.
        sha256: of the file on the disk, the zip where it is inside one.
        size_bytes: of the file on the disk.
        period: None when the file does not say and its name does not either.
        rows: rows of figures in the file, whoever they are about.
        codes: every practice, or PCN, in the file, also those not asked for.
        values: those asked for, in the order of the file.
        problems: what looks wrong, in plain sentences; none of them stops the reading.
        uses_old_areas: it has areas from before the ICB mergers of April 2026, or older ones.
    """

    source: Source
    dataset: str
    layout_id: str
    title: str
    publisher: str
    sha256: str
    size_bytes: int
    period: Period | None
    rows: int
    codes: frozenset[str]
    values: tuple[PublishedValue, ...]
    problems: tuple[Problem, ...]
    uses_old_areas: bool = False

    def is_old(self, today: date) -> bool:
        """Whether it is too old to be accepted in bulk."""
        return self.uses_old_areas or (self.period is not None and self.period.is_old(today))

    def of_practice(self, ods_code: str) -> tuple[PublishedValue, ...]:
        """What it says about one practice."""
        return tuple(each for each in self.values if each.ods_code == ods_code)

    @property
    def attribution(self) -> str:
        """The line that goes wherever one of its values is shown."""
        period = f", {self.period.words}" if self.period else ""
        return f"{ATTRIBUTION} {self.publisher}: {self.title}{period}."


@dataclass(frozen=True, slots=True)
class Place:
    """What a practice is known by where a file has no code for it.

    Attributes:
        postcode: whole, or its first half where no more is known.
    """

    code: str
    name: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which values to keep; None is all of them. Checks go over the whole file all the same.

    Attributes:
        practices: codes of practices, or PCNs.
        fields: keys of facts.
        of_everyone: keys of facts that are kept of all practices besides, to compare with.
        places: practices that are also looked for by postcode and name.
    """

    practices: frozenset[str] | None = None
    fields: frozenset[str] | None = None
    of_everyone: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()

    @classmethod
    def only(cls, practices: Collection[str] | None = None, fields: Collection[str] | None = None,
             ) -> Wanted:  # fmt: skip
        """Want some practices, some facts or both."""
        return cls(
            None if practices is None else frozenset(each.strip().upper() for each in practices),
            None if fields is None else frozenset(fields),
        )

    def has(self, code: str) -> bool:
        """Whether this practice is wanted."""
        return self.practices is None or code in self.practices

    def has_field(self, key: str) -> bool:
        """Whether this fact is wanted."""
        return self.fields is None or key in self.fields

    @property
    def to_read(self) -> Wanted:
        """What has to be read to have it: of all practices where any fact is kept of everyone."""
        return replace(self, practices=None) if self.of_everyone else self

    def keeps(self, value: PublishedValue) -> bool:
        """Whether a value that was read is kept."""
        return value.field_key in self.of_everyone or self.has(value.ods_code)


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said about a file before or after it is read, in sentences.

    Attributes:
        dataset: its id in ``DATASETS``, empty when it cannot be used.
        sentence: all of it in one or two sentences, for the list of files.
        problems: what is wrong, a sentence each; when it cannot be used, why not.
        fills: what it can fill in, in words.
        has_practice: whether the practice asked about is in it; None before reading.
        rows: rows of figures; None before reading.
        is_old: too old to be accepted in bulk.
        is_known: the very same file was brought before.
        confirm_period: the period comes from the file's name, or is missing: ask.
        downloaded_on: the day the file was saved here, offered where no period is known.
    """

    source: Source
    dataset: str
    title: str
    sentence: str
    period: Period | None = None
    problems: tuple[Problem, ...] = ()
    fills: tuple[str, ...] = ()
    has_practice: bool | None = None
    rows: int | None = None
    is_old: bool = False
    is_known: bool = False
    confirm_period: bool = False
    downloaded_on: date | None = field(default=None)

    @property
    def can_be_read(self) -> bool:
        """Whether ``read`` may be asked for it."""
        return bool(self.dataset)
