"""Combine received workbooks into one PCN workbook: read, unite, look, write.

One bad file never stops the rest: each has its verdict in words, and what could be read goes on.
"""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from stocktake.errors import Problem, StocktakeError
from stocktake.merge.collection import Collection, collect
from stocktake.merge.decisions import Decision, decision_from_texts
from stocktake.merge.domains import Requirements
from stocktake.merge.member import CERTAINTIES, Expected, Member
from stocktake.merge.pcn import PcnInputs, PcnView, view
from stocktake.merge.versions import Version
from stocktake.planning.certainty import Certainty
from stocktake.planning.expectations import plan_expectations
from stocktake.planning.requirement import counted, required_levels
from stocktake.planning.years import PlanYears
from stocktake.questionnaire.loading import shipped_catalogue, shipped_form, shipped_form_ids
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.tasks.combine_practices import as_said
from stocktake.tasks.given_files import files_given, files_in, passed_over
from stocktake.tasks.many_files import MANY, Reader
from stocktake.tasks.pcn_facts import group_facts
from stocktake.tasks.pcn_rulings import check_ruling, is_ruling
from stocktake.tasks.practice_figures import made_with, members_in
from stocktake.tasks.practice_figures import usable as figures_usable
from stocktake.units import year_from_label
from stocktake.workbooks.reading import (
    Forms,
    ReadResult,
    Verdict,
    read_many,
    read_many_in_brief,
)

USABLE = (Verdict.READY, Verdict.SAVED_AGAIN, Verdict.EDITED)
"""Verdicts of files whose answers go into the collection."""

Report = Callable[[int, int, str], None]
"""Told how many of how many are done, and which is next."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of reading some files.

    Attributes:
        results: one for each file, in order, with its verdict.
        collection: everything that could be read, with its conflicts.
        paths: where each of those files lies; empty when nobody needs to know.
    """

    results: tuple[ReadResult, ...]
    collection: Collection
    paths: tuple[Path, ...] = ()

    @property
    def left_out(self) -> tuple[ReadResult, ...]:
        """Files that gave no answers, each with the reason."""
        return tuple(result for result in self.results if result.verdict not in USABLE)


@dataclass(frozen=True, slots=True)
class Combined:
    """A PCN workbook that was written, and what it was made from."""

    path: Path
    view: PcnView
    gathered: Gathered

    @property
    def left_out(self) -> tuple[ReadResult, ...]:
        """Files that gave no answers, each with the reason."""
        return self.gathered.left_out


def gather(
    paths: Sequence[Path],
    report: Report | None = None,
    stop: threading.Event | None = None,
    held: Collection | None = None,
    passwords: Mapping[Path, str] | None = None,
) -> Gathered:
    """Read files and unite what they hold with what is held already.

    Args:
        paths: files and folders.
        report: told how far the reading has come.
        stop: once set, no more files are read.
        held: a collection to add to.
        passwords: by path, of files that ask for one.

    Of more than ``MANY`` files only what they come to is kept (``many_files``).
    """
    files = files_in(paths)
    forms = Forms(shipped_form(form_id) for form_id in shipped_form_ids())

    def on_progress(done: int, path: Path) -> None:
        if report is not None:
            report(done, len(files), path.name)

    reading: Iterable[ReadResult]
    if len(files) > MANY:
        brief = read_many_in_brief(files, forms, made_with(), on_progress, stop, passwords)
        reading = map(partial(_without_answers, forms, passwords or {}), files, brief)
    else:
        reading = read_many(files, forms, on_progress, stop, passwords=passwords)
    results = tuple(map(_with_decisions_checked, reading))
    found = collection_of(results)
    return Gathered(results, found if held is None else held | found, files[: len(results)])


def _without_answers(
    forms: Forms, passwords: Mapping[Path, str], path: Path, result: ReadResult
) -> ReadResult:
    if result.verdict not in USABLE:
        return result
    return Reader(forms, path, passwords.get(path, "")).without_answers(result)


def collection_of(results: Iterable[ReadResult]) -> Collection:
    """Unite what files hold that could be read."""
    usable = [result for result in results if result.verdict in USABLE]
    return collect(
        (
            Version(m.submission, m.provenance, figures_usable(result.figures))
            for result in usable
            for m in result.members
        ),
        (decision for result in usable for decision in decisions_in(result)),
    )


def decisions_in(result: ReadResult) -> tuple[Decision, ...]:
    """The decisions a file carries; what cannot be read as one is among its problems."""
    found: list[Decision] = []
    for texts in result.decisions:
        if is_ruling(texts):
            continue
        with contextlib.suppress(StocktakeError):
            found.append(decision_from_texts(texts))
    return tuple(found)


def _with_decisions_checked(result: ReadResult) -> ReadResult:
    """Say of a decision that cannot be read that it is a problem; it is no more than that."""
    for texts in result.decisions:
        try:
            check_ruling(texts) if is_ruling(texts) else decision_from_texts(texts)
        except StocktakeError as error:
            problem = Problem(error.code, result.file_name, error.what, error.how_to_fix)
            result = replace(result, problems=(*result.problems, problem))
    return result


def look(
    collection: Collection,
    round_label: str = "",
    year: int | None = None,
    certainty: Certainty = Certainty.BEST_GUESS,
    missing: tuple[Expected, ...] = (),
    row_left_out: frozenset[str] = frozenset(),
) -> PcnView:
    """See a collection as its PCN does, by the rule for inside the PCN.

    Arguments and refusals are those of ``inputs_of``.
    """
    return view(inputs_of(collection, round_label, year, certainty, missing, row_left_out))


def inputs_of(
    collection: Collection,
    round_label: str = "",
    year: int | None = None,
    certainty: Certainty = Certainty.BEST_GUESS,
    missing: tuple[Expected, ...] = (),
    row_left_out: frozenset[str] = frozenset(),
) -> PcnInputs:
    """Work out what the views of a PCN are made from: the one inside it and the one leaving it.

    Args:
        collection: the returns.
        round_label: the round; blank takes the newest there is.
        year: the year of the heat map, by the calendar year it starts in; None takes the first.
        certainty: which expectations count.
        missing: practices of the PCN from which nothing has come.
        row_left_out: codes of practices whose ratings the lead leaves out.

    Raises:
        StocktakeError: ``nothing_to_combine`` when no practice stocktake is in the collection.
    """
    round_label = round_label or next(iter(collection.rounds), "")
    members = tuple(members_in(collection.counted(round_label)))
    if not members:
        raise StocktakeError(
            "nothing_to_combine",
            "None of these files holds a practice stocktake.",
            "Ask the practices for the workbook that “Export” writes, and add those.",
        )
    first = year_from_label(round_label)
    return PcnInputs(
        pcn_name=_pcn_name(members),
        round=round_label,
        members=members,
        missing=missing,
        group=group_facts(collection, round_label),
        conflicts=collection.conflicts(round_label),
        left_out=collection.left_out(round_label),
        requirements=requirements_of(PlanYears(first)),
        year=first if year is None else year,
        certainty=certainty.value,
        row_left_out=row_left_out,
    )


def _pcn_name(members: Sequence[Member]) -> str:
    names = Counter(member.pcn_name for member in members if member.pcn_name)
    return names.most_common(1)[0][0] if names else "Our PCN"


def requirements_of(years: PlanYears) -> Requirements:
    """What the catalogue asks of practices, by certainty and domain, in each year."""
    rows = plan_expectations(shipped_catalogue(), {})
    return {
        certainty: {
            domain: required_levels(counted(rows, domain, Certainty(certainty), "practice"), years)
            for domain in DOMAIN_IDS
        }
        for certainty in CERTAINTIES
    }


def write(
    path: Path,
    gathered: Gathered,
    seen: PcnView,
    rulings: Sequence[Mapping[str, str]] | None = None,
    known: Collection | None = None,
) -> Path:
    """Write the PCN workbook of a collection.

    Args:
        path: where it shall be.
        gathered: the files.
        seen: how they look.
        rulings: what was ruled (``pcn_rulings``); None for what the files carry.
        known: the returns, each as of the practice it was said to be of; None for what the files
            carry of that.

    Raises:
        StocktakeError: it could not be written.
    """
    from stocktake.workbooks.exports.pcn import write_pcn_workbook

    if rulings is None:
        rulings = rulings_of(gathered)
    if known is None:
        known = as_said(gathered.collection, rulings_of(gathered))
    return write_pcn_workbook(
        path, seen, known, gathered.results, rulings, carried=gathered.collection
    )


def rulings_of(gathered: Gathered) -> tuple[Mapping[str, str], ...]:
    """What the files say was ruled, each once."""
    said = {
        tuple(sorted(texts.items()))
        for result in gathered.results
        for texts in result.decisions
        if is_ruling(texts)
    }
    return tuple(map(dict, sorted(said)))


def combine(
    paths: Sequence[Path],
    out: Path,
    *,
    say: Callable[[str], None],
    report: Report | None = None,
    stop: threading.Event | None = None,
) -> Combined:
    """Combine workbooks into a PCN workbook from beginning to end, saying each step.

    Raises:
        StocktakeError: none of the files could be used, or the workbook could not be written.
    """
    gathered = gather(files_given(paths), report, stop)
    say_results(gathered, say)
    if left := passed_over(paths).words:
        say(left)
    return combine_gathered(gathered, out, say)


def say_results(gathered: Gathered, say: Callable[[str], None]) -> None:
    """Say what came of each file."""
    for result in gathered.results:
        reason = (
            f" {result.problems[0].what} {result.problems[0].how_to_fix}" if result.problems else ""
        )
        say(f"{result.file_name}: {result.words}.{reason}".rstrip())


def combine_gathered(gathered: Gathered, out: Path, say: Callable[[str], None]) -> Combined:
    """Write the PCN workbook of files that were read, saying what was done.

    Raises:
        StocktakeError: none of the files could be used, or the workbook could not be written.
    """
    seen = look(as_said(gathered.collection, rulings_of(gathered)))
    for conflict in seen.conflicts:
        name = conflict.counted.submission.subject.name
        say(
            f"{name}: {len(conflict.versions)} different copies came. "
            "The newest signed one is used, or the newest where none is signed; all are kept."
        )
    path = write(out, gathered, seen)
    say(f"{seen.pcn_name}: {seen.base.words}. The PCN workbook is {path}")
    return Combined(path, seen, gathered)
