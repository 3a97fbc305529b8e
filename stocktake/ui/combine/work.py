"""What the page has done away from the window: reading, looking and writing. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from stocktake.errors import StocktakeError
from stocktake.merge.collection import Collection
from stocktake.merge.decisions import decision_from_texts
from stocktake.merge.member import Expected
from stocktake.merge.pcn import DecisionAsked, PcnInputs, PcnView, view
from stocktake.merge.scales import Scale
from stocktake.tasks.combine import Gathered, gather, inputs_of, rulings_of, write
from stocktake.tasks.combine_area import Area
from stocktake.tasks.combine_area import Wanted as AreaWanted
from stocktake.tasks.combine_area import look_at as area_at
from stocktake.tasks.combine_practices import Unknown, as_said, unknown_practices
from stocktake.tasks.coverage import SectionCovered, coverage
from stocktake.tasks.expected import Returned, expected_from_lines, returned
from stocktake.tasks.form_map import VersionMap, mapped_from, version_maps
from stocktake.tasks.gathering import NOTHING, joined, rows_changed, with_decisions
from stocktake.tasks.given_files import files_given, passed_over
from stocktake.tasks.pcn_kept import PcnShelf, pcn_key
from stocktake.tasks.pcn_rounds import PcnRounds, compare_rounds
from stocktake.tasks.pcn_rulings import Rulings, carried_in, records_to_write
from stocktake.ui.combine.area_work import (
    THE_USUAL,
    AreaAsked,
    area_key,
    area_seen,
    parts_changed,
    rounds_in,
)

NO_RETURNS = Collection()
NO_SHELF = PcnShelf(None)
NOTHING_RULED = Rulings()
Tell = Callable[[int, int, str], None]
"""Told how many of how many are done, and what is being done."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the lead wants to see the practices.

    Attributes:
        round: the round; blank is the newest there is.
        year: the year to set them against; None is the first.
        lines: the practices that ought to answer, one a line; empty when nobody has said.
        rulings: what was decided about forms' versions and rows.
        asked: decisions asked of the board.
        letters: of practices that are not named, as they were given before.
        earlier: the round to compare with; blank is the one before.
        usual: the list used last, for a PCN that has none of its own.
        shelf: where what was said of a PCN before is kept.
        pcn, pcn_round: the PCN or area and the round for which that was taken up.
        area: how files beyond one PCN are seen.
        notes: the lead's own that travel with the workbook; None where there are none here.
        notes_came: those that a PCN workbook brought; they go on until there are some here.
    """

    round: str = ""
    year: int | None = None
    lines: tuple[str, ...] = ()
    rulings: Rulings = NOTHING_RULED
    asked: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    earlier: str = ""
    usual: tuple[str, ...] = ()
    shelf: PcnShelf = NO_SHELF
    pcn: str = ""
    pcn_round: str = ""
    area: AreaAsked = THE_USUAL
    notes: str | None = None
    notes_came: str = ""

    @property
    def expected(self) -> tuple[Expected, ...]:
        """The practices that ought to answer."""
        return expected_from_lines(self.lines)

    @property
    def left_out(self) -> frozenset[str]:
        """Codes of practices whose row is left out."""
        return self.rulings.left_out

    @property
    def added(self) -> frozenset[str]:
        """Other versions of a form that may be added, as "form/version"."""
        return self.rulings.added


@dataclass(frozen=True, slots=True)
class Looked:
    """What was read so far and how it looks, or why there is nothing to see yet.

    Attributes:
        wanted: as it was wanted, with what was kept of this PCN taken up.
        inputs: what the view was made from; None while there is nothing to see.
        told: what the files just added, or taken out, changed.
        maps: answers to other versions of a form.
        covered: how many practices answered each question.
        rounds: an earlier round beside this one; None without one.
        area: what is seen in the place of a PCN where the files are of more than one.
        known: the returns, each as of the practice it was said to be of.
        unknown: practices about which somebody has to say which they are, or has said.
    """

    request: int
    gathered: Gathered
    wanted: Wanted
    returned: Returned
    seen: PcnView | None
    refused: StocktakeError | None = None
    inputs: PcnInputs | None = None
    told: str = ""
    maps: tuple[VersionMap, ...] = ()
    covered: tuple[SectionCovered, ...] = ()
    rounds: PcnRounds | None = None
    area: Area | None = None
    known: Collection = NO_RETURNS
    unknown: tuple[Unknown, ...] = ()

    @property
    def has_seen(self) -> bool:
        """Whether there is anything to look at and to write."""
        return self.seen is not None or self.area is not None


def read(
    request: int,
    paths: tuple[Path, ...],
    before: Looked | None,
    wanted: Wanted,
    watched: tuple[Tell, Event],
    passwords: Mapping[Path, str] | None = None,
) -> Looked:
    """Read files and add them to those there are; the same file twice is one.

    Stopped half way, the files that were read are not taken in either.

    Raises:
        StocktakeError: there is no workbook in the folder, or it cannot be looked into.
    """
    tell, stop = watched

    def report(done: int, total: int, name: str) -> None:
        tell(done, total, f"{done} of {total}: {name}")

    held = before.gathered if before else NOTHING
    added = joined(held, gather(files_given(paths), report, stop, passwords=passwords))
    gathered = held if stop.is_set() else added.gathered
    found = look_at(request, gathered, wanted, before)
    told = [passed_over(paths).words, found.told]
    # A file that a password is tried on is here already, and nobody has to be told.
    if added.twice and not passwords:
        one = "is" if len(added.twice) == 1 else "are"
        told.insert(0, f"{', '.join(added.twice)} {one} here already and counted once.")
    return replace(found, told=" ".join(filter(None, told)))


def look_at(
    request: int, gathered: Gathered, wanted: Wanted, before: Looked | None = None
) -> Looked:
    """See what there is as it is wanted.

    Args:
        request: which of the page's requests this answers.
        gathered: the files.
        wanted: how to see them.
        before: what was seen before these files came; what they changed is then said.
    """
    has_more = before is not None and before.gathered.results != gathered.results
    gathered, wanted = taken_up(gathered, wanted, has_more=has_more)
    if wanted.area.scale_for(gathered).is_beyond_pcn:
        return _area_looked_at(request, gathered, wanted, before)
    chosen, collection = _round(gathered, wanted), known_of(gathered, wanted)
    newest = chosen or next(iter(collection.rounds), "")
    unknown = unknown_practices(gathered.collection, wanted.expected, wanted.rulings, newest)
    found = Looked(
        request,
        gathered,
        wanted,
        returned(wanted.expected, collection, chosen),
        None,
        known=collection,
        unknown=unknown,
    )
    try:
        inputs = inputs_wanted(gathered, wanted)
    except StocktakeError as error:
        return replace(found, refused=error)
    seen = view(inputs)
    told = ""
    if before is not None and before.seen is not None and before.seen.round == seen.round:
        told = rows_changed(before.seen, seen).words
    return replace(
        found,
        seen=seen,
        inputs=inputs,
        told=told,
        maps=version_maps(inputs.members, collection, inputs.round, wanted.added),
        covered=coverage(collection, inputs.round),
        rounds=_rounds(collection, wanted, seen),
    )


def known_of(gathered: Gathered, wanted: Wanted) -> Collection:
    """The returns, each as of the practice it was said to be of."""
    return as_said(gathered.collection, rulings_of(gathered), wanted.rulings)


def _area_looked_at(
    request: int, gathered: Gathered, wanted: Wanted, before: Looked | None
) -> Looked:
    nobody = Returned(0, (), ())
    try:
        area = area_seen(gathered, wanted.area, wanted.round, wanted.year)
    except StocktakeError as error:
        return Looked(request, gathered, wanted, nobody, None, error)
    told = ""
    if before is not None and before.area is not None:
        told = parts_changed(before.area.view, area.view)
    return Looked(request, gathered, wanted, nobody, None, told=told, area=area)


def known_as(gathered: Gathered, wanted: Wanted, round_label: str) -> tuple[str, str]:
    """What the work on some files is kept under, and the name of their PCN or area."""
    scale = wanted.area.scale_for(gathered)
    if scale is Scale.PCN:
        return pcn_of(gathered, round_label)
    name = wanted.area.name_at(scale)
    return area_key(scale, name), name


def pcn_of(gathered: Gathered, round_label: str) -> tuple[str, str]:
    """The key and the name of the PCN that most practices say they are in; blank for none."""
    said = [
        version.submission.subject
        for version in gathered.collection.counted(round_label)
        if version.identity.subject_kind == "practice"
    ]
    codes = Counter(each.pcn_code for each in said if each.pcn_code)
    names = Counter(each.pcn_name for each in said if each.pcn_name)
    code = codes.most_common(1)[0][0] if codes else ""
    name = names.most_common(1)[0][0] if names else ""
    return pcn_key(code, name), name


def taken_up(
    gathered: Gathered, wanted: Wanted, *, has_more: bool = False
) -> tuple[Gathered, Wanted]:
    """Take up what was said of this PCN in this round before: here once, and in files that came.

    Args:
        gathered: the files.
        wanted: how to see them.
        has_more: there are other files than before.
    """
    chosen = _round(gathered, wanted) or next(iter(rounds_in(gathered)), "")
    key, _ = known_as(gathered, wanted, chosen)
    is_new = (key, chosen) != (wanted.pcn, wanted.pcn_round)
    if not key or not (is_new or has_more):
        return gathered, wanted
    if is_new:
        gathered, wanted = _kept_here(gathered, wanted, key, chosen)
    carried = carried_in(rulings_of(gathered), key)
    rulings = wanted.rulings.joined(carried.of(chosen))
    lines = wanted.lines or carried.expected
    came = carried.notes.get(chosen, "")
    return gathered, replace(wanted, rulings=rulings, lines=lines, notes_came=came)


def _kept_here(
    gathered: Gathered, wanted: Wanted, key: str, chosen: str
) -> tuple[Gathered, Wanted]:
    kept = wanted.shelf.of(key)
    if kept is None:
        lines = wanted.lines if wanted.pcn in ("", key) else ()
        is_pcn = wanted.area.scale_for(gathered) is Scale.PCN
        lines = lines or (_usual(gathered, wanted.usual) if is_pcn else ())
        asked = wanted.asked if not wanted.pcn else ()
        found = replace(wanted, lines=lines, asked=asked, rulings=NOTHING_RULED)
        return gathered, replace(found, letters={}, notes=None, pcn=key, pcn_round=chosen)
    of_round = kept.of(chosen)
    decisions = []
    for texts in kept.decisions:
        # What was damaged on the disk is one choice to make again, and no more.
        with suppress(StocktakeError):
            decisions.append(decision_from_texts(texts))
    found = replace(
        wanted,
        lines=kept.expected,
        rulings=of_round.rulings,
        asked=of_round.asked,
        letters=of_round.letters,
        notes=of_round.travelling_notes,
        pcn=key,
        pcn_round=chosen,
    )
    return with_decisions(gathered, decisions), found


def _usual(gathered: Gathered, usual: tuple[str, ...]) -> tuple[str, ...]:
    """The list used last, where one of its practices is among these."""
    codes = {version.identity.subject_code for version in gathered.collection.versions}
    found = expected_from_lines(usual)
    return usual if any(each.code in codes for each in found if each.code) else ()


def _round(gathered: Gathered, wanted: Wanted) -> str:
    return wanted.round if wanted.round in gathered.collection.rounds else ""


def inputs_wanted(gathered: Gathered, wanted: Wanted) -> PcnInputs:
    """What every view, workbook and paper of the PCN is made from.

    Raises:
        StocktakeError: no file holds a practice stocktake of the round.
    """
    collection, chosen = known_of(gathered, wanted), _round(gathered, wanted)
    missing = returned(wanted.expected, collection, chosen).missing
    inputs = inputs_of(
        collection, chosen, wanted.year, missing=missing, row_left_out=wanted.left_out
    )
    return replace(
        inputs,
        letters=dict(wanted.letters),
        mapped=mapped_from(wanted.added),
        decisions=tuple(DecisionAsked(asked) for asked in wanted.asked),
    )


def sent_on(gathered: Gathered, wanted: Wanted, *, has_services: bool) -> Area:
    """See the PCN as it may leave, with what the lead said of it.

    Args:
        gathered: the files.
        wanted: the round, the practices that are expected and the rows left out.
        has_services: every practice agreed that minutes and intentions go too.

    Raises:
        StocktakeError: ``nothing_to_combine`` when no practice is in it.
    """
    chosen = _round(gathered, wanted)
    asked = AreaWanted(
        Scale.PCN,
        round_label=chosen,
        missing=returned(wanted.expected, known_of(gathered, wanted), chosen).missing,
        row_left_out=wanted.left_out,
        has_services=has_services,
        rulings=wanted.rulings,
    )
    return area_at(gathered, asked)


def earlier_rounds(collection: Collection, now: str) -> tuple[str, ...]:
    """The rounds before one that files are here for, the latest first."""
    return tuple(each for each in collection.rounds if each < now)


def _rounds(collection: Collection, wanted: Wanted, seen: PcnView) -> PcnRounds | None:
    before = earlier_rounds(collection, seen.round)
    chosen = wanted.earlier if wanted.earlier in before else next(iter(before), "")
    if not chosen:
        return None
    try:
        then = view(replace(inputs_of(collection, chosen), letters=dict(wanted.letters)))
    except StocktakeError:
        # Nothing but expectations came for that round: there are no levels to compare.
        return None
    return compare_rounds(then, seen)


def travelling_notes(wanted: Wanted) -> str:
    """The lead's notes that go into the workbook."""
    return wanted.notes_came if wanted.notes is None else wanted.notes


def written(path: Path, gathered: Gathered, wanted: Wanted, stop: Event) -> Path:
    """Write the PCN workbook as it is wanted, leaving no file when stopped."""
    seen = view(inputs_wanted(gathered, wanted))
    said = records_to_write(
        rulings_of(gathered),
        wanted.pcn,
        wanted.pcn_round,
        wanted.rulings,
        wanted.lines,
        travelling_notes(wanted),
    )
    path = write(path, gathered, seen, said, known_of(gathered, wanted))
    if stop.is_set():
        path.unlink(missing_ok=True)
    return path
