"""What is said of a published file in a sentence or two. Source: design/opendata.md 18."""

from __future__ import annotations

from datetime import UTC, date, datetime

from stocktake.errors import Problem, StocktakeError
from stocktake.opendata.field_map import field_map
from stocktake.opendata.layouts import Dataset
from stocktake.opendata.release import Basis, Period, Quality, Release, Source, Verdict
from stocktake.phrases import counted, listed

_MOST_FILLS = 4


def refused(source: Source, error: StocktakeError) -> Verdict:
    """Say that a file cannot be read, and why."""
    problem = Problem(error.code, source.name, error.what, error.how_to_fix)
    sentence = f"{error.what} {error.how_to_fix}".strip()
    return Verdict(source, "", "", sentence, problems=(problem,))


def seen(
    source: Source, dataset: Dataset, period: Period | None, *, is_old: bool, is_known: bool
) -> Verdict:
    """Say what a file is, from its first rows."""
    when = f", {period.words}" if period else ""
    parts = [f"{dataset.title}{when}."]
    if is_known:
        parts.append("It is already imported.")
    parts += _cautions(period, is_old=is_old)
    return Verdict(
        source,
        dataset.id,
        dataset.title,
        " ".join(parts),
        period,
        is_old=is_old,
        is_known=is_known,
        confirm_period=_needs_asking(period),
        downloaded_on=_saved_on(source) if period is None else None,
    )


def read_through(release: Release, practice: str, *, is_old: bool) -> Verdict:
    """Say what came of reading a file; ``practice`` may be empty."""
    period = release.period
    has_practice = practice in release.codes if practice else None
    fills = _fills(release, practice)
    when = f", {period.words}" if period else ""
    rows = counted(release.rows, "row")
    parts = [f"{release.title}{when}: {rows}."]
    if has_practice is not None:
        parts.append(_about(practice, is_there=has_practice, may_be=bool(fills)))
    if fills:
        more = len(fills) - _MOST_FILLS
        shown = [*fills[:_MOST_FILLS], *([f"{more} more"] if more > 0 else [])]
        parts.append(f"It can fill in {listed(shown)}.")
    parts += _cautions(period, is_old=is_old)
    return Verdict(
        release.source,
        release.dataset,
        release.title,
        " ".join(parts),
        period,
        problems=release.problems,
        fills=fills,
        has_practice=has_practice,
        rows=release.rows,
        is_old=is_old,
        confirm_period=_needs_asking(period),
        downloaded_on=_saved_on(release.source) if period is None else None,
    )


def _cautions(period: Period | None, *, is_old: bool) -> list[str]:
    parts = ["It is old: look at each figure before you use it."] if is_old else []
    if period is None:
        parts.append("The file does not say what time it is of: please say which.")
    elif period.basis is Basis.FILE_NAME:
        parts.append("The time is taken from the file's name: please confirm it.")
    return parts


def _needs_asking(period: Period | None) -> bool:
    return period is None or period.basis is Basis.FILE_NAME


def _about(practice: str, *, is_there: bool, may_be: bool) -> str:
    if is_there:
        return f"Your practice, {practice}, is in it."
    if may_be:
        return f"Your practice's code, {practice}, is not in it; a place at your postcode is."
    return f"Your practice, {practice}, is not in it: it has no figures here, which is not zero."


def _fills(release: Release, practice: str) -> tuple[str, ...]:
    """Name the questions it answers, each once, for a practice or for any."""
    rules = field_map()
    words: dict[str, None] = {}
    for value in release.values:
        if practice and value.ods_code != practice:
            continue
        rule = rules.rule(value.field_key)
        usable = value.quality in (Quality.OK, Quality.ESTIMATED)
        if rule is not None and rule.question and usable and value.value is not None:
            words.setdefault(rule.words)
    return tuple(words)


def _saved_on(source: Source) -> date | None:
    try:
        return datetime.fromtimestamp(source.path.stat().st_mtime, UTC).date()
    except OSError:
        return None
