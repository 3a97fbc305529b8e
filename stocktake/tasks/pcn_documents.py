"""The papers that come out of a merge: two for the board and a note back to each practice.

The paper for outside and the note to a practice are each made from what their readers may see and
nothing else. Names that are not agreed are kept out of what people wrote as well.
Source: content/expectations.md G1 and G6.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from pathlib import Path

from stocktake.charts import CHARTS
from stocktake.charts.chart import SAMPLE_WATERMARK, SAVED_DOTS_PER_INCH, Paper
from stocktake.charts.palette import PRINT
from stocktake.documents.blocks import About, Document, Figure
from stocktake.documents.board_cover import MOST_ASKED, Cover, proposals
from stocktake.documents.board_figures import Labels, Seen, base_of_kind, base_words, held_words
from stocktake.documents.board_paper import (
    MAP_PICTURE,
    MONEY_PICTURE,
    SPREAD_PICTURE,
    BoardPaperData,
    board_paper,
)
from stocktake.documents.practice_note import practice_note
from stocktake.errors import StocktakeError, not_written
from stocktake.merge.base import Base, base_of, everyone_of
from stocktake.merge.collection import Collection
from stocktake.merge.counts import all_of, one
from stocktake.merge.member import Member
from stocktake.merge.outside import OutsideView, outside_view
from stocktake.merge.pcn import PcnInputs, PcnView, counted_members, view
from stocktake.merge.priorities import Priority
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Subject
from stocktake.tasks import pcn_charts
from stocktake.tasks.documents import CHART_WIDTH, save_file
from stocktake.tasks.export_practice import file_name, free_path
from stocktake.tasks.pcn_dates import dates_within
from stocktake.tasks.pcn_note import note_data
from stocktake.workbooks.exports.pcn_names import Names, names_of

BOARD, OUTSIDE, NOTES = "board", "outside", "notes"
KINDS = (BOARD, OUTSIDE, NOTES)
"""The two papers, and a note for each practice."""

_FILES = {BOARD: "paper for the board", OUTSIDE: "paper for sharing outside"}
_STATES = {BOARD: "DRAFT for the board", OUTSIDE: "DRAFT for sharing outside"}
_NOTE_FILE, _NOTES_FOLDER = "note back", "notes back to practices"
_SOMEBODY = "a practice"
_MONTHS_OF_PAPER = 12
_MOST_MAPPED = 20
"""Practices across that can be read on A4; the workbook has the map of more."""

Report = Callable[[int, int, str], None]
Writer = Callable[[Document], bytes]
"""A document to the bytes of a file."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Which papers, and what the lead says in them.

    Attributes:
        kinds: of ``KINDS``.
        cover: the block at the head of both papers; what is asked goes into the notes too.
        decided: what the PCN decided, for the notes.
    """

    kinds: frozenset[str]
    cover: Cover
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What papers are made from.

    Attributes:
        seen: the view for inside, in which unnamed practices are letters also in others' words.
        outside: the view that leaves the PCN.
        names: what practices are called inside; ``nobody`` names none of them.
        people_base: who shared the people that expectations take.
    """

    inputs: PcnInputs
    collection: Collection
    seen: PcnView
    outside: OutsideView
    names: Names
    nobody: Names
    people_base: Base
    labels: Labels


@dataclass(frozen=True, slots=True)
class Made:
    """One document and where it is to go, without an ending."""

    folder: str
    name: str
    document: Document


@dataclass(frozen=True, slots=True)
class Written:
    """The folder the papers are in, and each of them."""

    folder: Path
    paths: tuple[Path, ...] = field(default_factory=tuple)


def source_of(inputs: PcnInputs, collection: Collection) -> Source:
    """Make both views, and say what practices are called in each."""
    seen = view(inputs)
    names = names_of(collection, seen.labels, seen.letters)
    counted = counted_members(inputs)
    people = all_of(one(m.list_size) for m in counted if m.people is not None)
    return Source(
        inputs=inputs,
        collection=collection,
        seen=_in_letters(seen, names),
        outside=outside_view(inputs),
        names=names,
        nobody=_nobody(inputs, collection),
        people_base=base_of("people", people, everyone_of(counted, inputs.missing)),
        labels=_labels(),
    )


def _in_letters(seen: PcnView, names: Names) -> PcnView:
    """Put letters in the place of names also in what practices wrote of one another."""
    kept = tuple(_reworded(each, names) for each in seen.voice.priorities)
    return replace(seen, voice=replace(seen.voice, priorities=kept))


def _reworded(priority: Priority, names: Names) -> Priority:
    if priority.votes.kind == "expectation":
        return priority
    return replace(priority, votes=replace(priority.votes, label=names.plain(priority.label)))


def _nobody(inputs: PcnInputs, collection: Collection) -> Names:
    """Names under which every practice, also one that has not answered, is "a practice"."""
    codes = dict.fromkeys((v.submission.subject.code for v in collection.versions), _SOMEBODY)
    found = names_of(collection, codes, codes)
    silent = {each for missing in inputs.missing for each in (missing.code, missing.name) if each}
    hidden = {**found.hidden, **dict.fromkeys(map(str.casefold, silent), _SOMEBODY)}
    named = {each.casefold() for m in inputs.members if m.name_outside for each in (m.name, m.code)}
    kept = {words: label for words, label in hidden.items() if words.casefold() not in named}
    return Names(codes, frozenset(), kept)


def _labels() -> Labels:
    form = shipped_form(STOCKTAKE)
    people = shipped_form(EXPECTATIONS).fields["ACC-01.needs_people.role"]
    trust = ("partnership.trust_rep", "partnership.fair_chance")
    roles = (*people.choice, *form.fields["workforce.roles.role"].choice)
    return Labels(
        roles={each.code: each.label for each in roles},
        themes={each.code: each.label for each in form.fields["profile.weaknesses.theme"].choice},
        questions={
            "leavers_12m": form.label("workforce.leavers_12m"),
            **{question: form.label(question) for question in trust},
        },
        options={each.code: each.label for each in form.fields[trust[0]].choice},
    )


def make_papers(
    source: Source,
    papers: Papers,
    stop: threading.Event | None = None,
    report: Report | None = None,
) -> tuple[Made, ...]:
    """Lay out every paper that is wanted.

    Args:
        source: what they are made from.
        papers: which, and what is said in them.
        stop: looked at between papers.
        report: told which paper is being made.

    Raises:
        StocktakeError: ``papers_stopped``.
    """
    wanted: list[tuple[str, Callable[[], Made]]] = [
        (_FILES[kind], partial(_board, source, papers, kind))
        for kind in (BOARD, OUTSIDE)
        if kind in papers.kinds
    ]
    if NOTES in papers.kinds:
        wanted += [
            (f"note to {member.name}", partial(_note, source, papers, member))
            for member in source.inputs.members
        ]
    made = []
    for number, (words, make) in enumerate(wanted):
        _stop_here(stop)
        if report is not None:
            report(number, len(wanted), f"{number + 1} of {len(wanted)}: {words}")
        made.append(make())
    return tuple(made)


def _stop_here(stop: threading.Event | None) -> None:
    if stop is not None and stop.is_set():
        raise StocktakeError("papers_stopped", "It was stopped.", "Nothing was written.")


def _board(source: Source, papers: Papers, kind: str) -> Made:
    """One of the two papers; the one for outside sees its own view and no other."""
    seen: Seen = source.seen if kind == BOARD else source.outside
    names = source.names if kind == BOARD else source.nobody
    cover = replace(
        papers.cover,
        sender=names.plain(papers.cover.sender),
        asked=tuple(map(names.plain, papers.cover.asked)),
    )
    data = BoardPaperData(
        about=About(
            seen.pcn_name,
            seen.round,
            cover.day,
            _STATES[kind],
            SAMPLE_WATERMARK if seen.is_sample else "",
        ),
        cover=cover,
        seen=seen,
        labels=source.labels,
        people_base=source.people_base,
        dates=dates_within(cover.day, _MONTHS_OF_PAPER, source.inputs.certainty),
        pictures=_pictures(seen, source),
        certainty=source.inputs.certainty,
    )
    return Made("", _stem(source, _FILES[kind]), board_paper(data))


def _pictures(seen: Seen, source: Source) -> Mapping[str, Figure]:
    """The charts of a paper, each with its base."""
    mark = SAMPLE_WATERMARK if seen.is_sample else ""
    ratings = base_of_kind(seen, "ratings")
    spread = pcn_charts.spread_of_practices(seen)
    found = {SPREAD_PICTURE: _drawn("spread", spread, ratings, mark)}
    if isinstance(seen, PcnView) and 0 < len(seen.heat_map) <= _MOST_MAPPED:
        practices = pcn_charts.practices_by_domain(seen)
        found[MAP_PICTURE] = _drawn("heat_map", practices, ratings, mark)
    money = pcn_charts.needs_by_year(seen, source.inputs.certainty)
    bases = (seen.bases["money"], source.people_base)
    if all(each.practices and not held_words(each, seen) for each in bases):
        people = f"people from {base_words(source.people_base, seen)}"
        base = f"{people}; {base_of_kind(seen, 'money')}"
        found[MONEY_PICTURE] = _drawn("resources", money, base, mark)
    return found


def _drawn(name: str, data: object, base: str, mark: str) -> Figure:
    paper = Paper(PRINT, width=CHART_WIDTH, height=1, watermark=mark, base=base)
    chart = CHARTS[name].draw(data, paper)
    file = BytesIO()
    chart.figure.savefig(file, format="png", dpi=SAVED_DOTS_PER_INCH)
    return Figure(file.getvalue(), f"{chart.title}. {chart.alt_text}")


def _note(source: Source, papers: Papers, member: Member) -> Made:
    """The note to one practice, which reads its own name and others' only by consent."""
    letters = {code: each for code, each in source.seen.letters.items() if code != member.code}
    labels = {**source.seen.labels, member.code: member.name}
    names = names_of(source.collection, labels, letters)
    # What is proposed rests on sums, so it is taken from the view that holds those of a few.
    asked = papers.cover.asked[:MOST_ASKED] or proposals(source.outside, source.inputs.certainty)
    data = note_data(
        source.seen,
        member,
        papers.cover.day,
        decided=tuple(map(names.plain, papers.decided)),
        before_board=tuple(map(names.plain, asked)),
    )
    spread = pcn_charts.spread_around(source.seen, member)
    picture = _drawn("spread", spread, f"ratings from {data.base}", data.about.watermark)
    document = practice_note(replace(data, picture=picture))
    return Made(_stem(source, _NOTES_FOLDER), _note_stem(source, member), document)


def _stem(source: Source, words: str) -> str:
    """A name with the PCN and the year that every system takes."""
    inputs = source.inputs
    said = source.collection.counted(inputs.round)[0].submission
    pcn = replace(said, subject=Subject("pcn", "", inputs.pcn_name), signed=None)
    return Path(file_name(pcn, words)).stem


def _note_stem(source: Source, member: Member) -> str:
    said = next(
        version.submission
        for version in source.collection.counted(source.inputs.round)
        if version.submission.subject.code == member.code
    )
    plain = Path(file_name(replace(said, signed=None), _NOTE_FILE)).stem
    return plain.removesuffix("DRAFT").strip()


def write_papers(
    made: Sequence[Made],
    folder: Path,
    writers: Mapping[str, Writer],
    stop: threading.Event | None = None,
    report: Report | None = None,
) -> Written:
    """Write every paper in every form that is wanted; nothing is written when stopped before.

    Args:
        made: the papers.
        folder: where they go; notes go into a folder of their own inside it.
        writers: by the ending of the name, with its dot.
        stop: looked at between files.
        report: told which file is being made.

    Raises:
        StocktakeError: ``papers_stopped``, or the folder or disk would not take them.
    """
    total = len(made) * len(writers)
    found: list[tuple[Made, str, bytes]] = []
    for each in made:
        for ending, write in writers.items():
            _stop_here(stop)
            if report is not None:
                report(len(found), total, f"{len(found) + 1} of {total}: {each.name}{ending}")
            found.append((each, ending, write(each.document)))
    _stop_here(stop)
    paths = tuple(_put(folder, *each) for each in found)
    if stop is not None and stop.is_set():
        for path in paths:
            path.unlink(missing_ok=True)
    _stop_here(stop)
    return Written(folder, paths)


def _put(folder: Path, made: Made, ending: str, data: bytes) -> Path:
    inside = folder / made.folder if made.folder else folder
    try:
        inside.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(inside, error) from error
    return save_file(data, free_path(inside, f"{made.name}{ending}"))
