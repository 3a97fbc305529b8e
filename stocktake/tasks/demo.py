"""Do the whole job on made-up practices, without a window: fill in, export, draw, combine.

It goes through the same tasks as the window and says each step and where every file is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time
from itertools import islice
from pathlib import Path

from stocktake.charts import CHARTS
from stocktake.charts.chart import SAMPLE_WATERMARK, Paper, save
from stocktake.errors import StocktakeError
from stocktake.merge.pcn import PcnView
from stocktake.phrases import counted
from stocktake.planning.certainty import Certainty
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Submission
from stocktake.store.workspace import Workspace
from stocktake.tasks import pcn_charts, practice_charts
from stocktake.tasks.export_practice import export_practice, preview
from stocktake.tasks.leaving import ShareChoice
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.plausible import SAMPLE_TODAY, plausible_submissions
from stocktake.tasks.sample import sample_submissions, take_in

Say = Callable[[str], None]

PRACTICES_IN_A_WORKSPACE = 25
"""A workspace holds no more made-up practices than this, so that thousands take no longer each."""

WORKSPACE = "Made-up practices"
WORKBOOKS = "Practice workbooks"
CHARTS_FOLDER = "Charts"
PCN_WORKBOOK = "PCN workbook.xlsx"
ROLE = "Demonstration"

_WRITTEN_AT = datetime.combine(SAMPLE_TODAY, time(9), UTC)
_PICTURES = (".png", ".svg")


def run_demo(out: Path, *, practices: int | None, seed: int, say: Say) -> None:
    """Do the whole job on the sample PCN, or on as many made-up practices.

    Args:
        out: the folder for everything it makes; what an earlier run left there is used again.
        practices: how many made-up practices; None is the sample PCN.
        seed: another number, other practices.
        say: told each step.

    Raises:
        StocktakeError: the folder cannot be written to, or a step could not be done.
    """
    if practices is not None and practices < 1:
        raise StocktakeError(
            "too_few_practices", "There is nothing to make.", "Ask for one practice or more."
        )
    for name in (WORKBOOKS, CHARTS_FOLDER):
        _make_folder(out / name)
    made = _sample() if practices is None else plausible_submissions(practices, seed)
    count = practices or len(sample_submissions()) // 2
    workbooks: list[Path] = []
    for first in range(0, count, PRACTICES_IN_A_WORKSPACE):
        batch = islice(made, PRACTICES_IN_A_WORKSPACE)
        workbooks += _one_workspace(out, list(batch), (first, count), say)
    _combine(workbooks, out, say)
    say(f"Done. Everything is in {out}")


def _sample() -> Iterator[tuple[Submission, Submission]]:
    all_of_it = sample_submissions()
    yield from zip(all_of_it[::2], all_of_it[1::2], strict=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StocktakeError(
            "folder_not_made",
            f"The folder {folder} could not be made: {error.strerror or error}.",
            "Choose another folder with --out.",
        ) from error


def _one_workspace(
    out: Path, batch: list[tuple[Submission, Submission]], place: tuple[int, int], say: Say
) -> list[Path]:
    """Put some practices into a workspace, and export each from there.

    Args:
        place: how many came before, and how many there are in all.

    Returns:
        The workbooks.
    """
    first, count = place
    workbooks = []
    number = first // PRACTICES_IN_A_WORKSPACE + 1
    path = out / f"{WORKSPACE}{f' {number}' if number > 1 else ''}.stocktake"
    with Workspace.open(path) if path.exists() else Workspace.create(path) as workspace:
        for submissions in batch:
            for submission in submissions:
                take_in(workspace, submission)
        filled = counted(len(batch), "made-up practice is", "made-up practices are")
        say(f"{filled} filled in, in {path}")
        for done, (stocktake, _) in enumerate(batch, start=first + 1):
            practice = OpenPractice(workspace, stocktake.subject, stocktake.round, ROLE)
            written = export_practice(
                practice, everything_that_may_go(practice), out / WORKBOOKS, _WRITTEN_AT
            )
            workbooks.append(written.path)
            say(f"{done} of {count} {stocktake.subject.name}: workbook at {written.path}")
            if done == 1:
                _draw(_practice_charts(practice), out, stocktake.subject.name, say)
    return workbooks


def everything_that_may_go(practice: OpenPractice) -> ShareChoice:
    """The widest choice there is: numbers, and a tick wherever there can be one.

    The practices are made up; a real one chooses for itself.
    """
    said = practice.sheet(STOCKTAKE).answers.get("admin.show_name").usable
    show_name = None if said is None else said == "yes"
    could = preview(practice, ShareChoice("numbers", show_name=show_name)).could_tick
    return ShareChoice(
        "numbers",
        ticked=frozenset(cell.tick for cell in could if cell.tick is not None and not cell.is_note),
        notes=frozenset(cell.address.question for cell in could if cell.is_note and cell.address),
        show_name=show_name,
    )


def _practice_charts(practice: OpenPractice) -> Mapping[str, object]:
    """What every chart of one practice draws, by the name of the chart."""
    plan, sheet = practice.plan(), practice.sheet(STOCKTAKE)
    usual, first = Certainty.BEST_GUESS, practice.plan().years.first
    return {
        "levels_so_far": practice_charts.levels_so_far(sheet),
        "now_and_needed": practice_charts.now_and_needed(plan, usual, first),
        "heat_map": practice_charts.gap_heat_map(plan, usual),
        "timeline": practice_charts.timeline(plan, usual),
        "resources": practice_charts.resources(plan, usual),
        "against_england": practice_charts.against_england(sheet),
    }


def _pcn_charts(seen: PcnView) -> Mapping[str, object]:
    return {
        "heat_map": pcn_charts.practices_by_domain(seen),
        "spread": pcn_charts.spread_of_practices(seen),
    }


def _draw(charts: Mapping[str, object], out: Path, whose: str, say: Say, base: str = "") -> None:
    for number, (name, data) in enumerate(charts.items(), start=1):
        kind = CHARTS[name]
        chart = kind.draw(data, Paper(watermark=SAMPLE_WATERMARK, base=base))
        paths = [out / CHARTS_FOLDER / f"{whose} {kind.name}{ending}" for ending in _PICTURES]
        for path in paths:
            save(chart, path)
        say(f"Chart {number} of {len(charts)} {whose}, {kind.name}: {paths[0]} and .svg")


def _combine(workbooks: list[Path], out: Path, say: Say) -> None:
    """Combine every workbook into one for the PCN, and draw its charts."""
    # Reading received files starts child processes, which nothing before this needs.
    from stocktake.tasks.combine import combine

    combined = combine(workbooks, out / PCN_WORKBOOK, say=say)
    seen = combined.view
    _draw(_pcn_charts(seen), out, "PCN", say, f"Ratings from {seen.bases['ratings'].words}")
