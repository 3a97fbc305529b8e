"""Received workbooks, and the PCN they make, as rows and sentences to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stocktake.charts.phrases import level_in_words
from stocktake.merge.area import AreaView
from stocktake.merge.collection import Collection, Conflict, LeftOut
from stocktake.merge.decisions import Decision
from stocktake.merge.leaving import NEVER_BY_PRACTICE, WHY_HELD
from stocktake.merge.outside import OutsideView
from stocktake.merge.pcn import PcnView
from stocktake.merge.versions import Version
from stocktake.phrases import counted, start_upper
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.ui.widgets.link_list import Link
from stocktake.units import date_in_words

DOMAIN_COLUMNS = tuple(
    map(
        FigureColumn,
        ("Domain", "Practices", "Middle", "Range", "At or above what is asked"),
    )
)
ANSWERED_COLUMNS = tuple(map(FigureColumn, ("Practice", "Answered", "Signed off", "Form version")))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a practice's level in a domain comes from."""

    title: str
    lines: tuple[Link, ...]


def version_words(version: Version, *, is_proposed: bool) -> str:
    """A copy of a return, as one chooses between copies."""
    said = version.submission
    name = version.provenance.file_name or "a combined workbook"
    words = (
        f"{name}: {said.standing}, changed {date_in_words(said.assessed_on)}, "
        f"{counted(version.answered, 'answer')}"
    )
    newest = "the newest signed" if said.signed else "the newest"
    return f"{words} ({newest})" if is_proposed else words


def conflict_title(conflict: Conflict) -> str:
    """What a choice between copies is about."""
    said = conflict.counted.submission
    title = shipped_form(said.form_id).form.title if said.form_id in shipped_form_ids() else ""
    return f"{said.subject.name}, {said.round}: {title or 'another form'}"


def decision_words(conflict: Conflict, made: Iterable[Decision]) -> str:
    """What was decided between copies, by whom, when and why, the latest first."""
    mine = [each for each in made if each.identity == conflict.identity]
    mine.sort(key=lambda each: each.number, reverse=True)
    names = {each.key: each.provenance.file_name for each in conflict.versions}
    said = [_decision(each, names.get(each.chosen, "")) for each in mine]
    if conflict.is_settled:
        return "\n".join([said[0], *(f"Before that: {each}" for each in said[1:])])
    newest = "the newest signed" if conflict.proposed.submission.signed else "the newest"
    now = f"Nobody has chosen between these copies yet. Proposed: {newest}."
    return "\n".join([now, *(f"Decided before these came: {each}" for each in said)])


def _decision(made: Decision, file_name: str) -> str:
    which = file_name or "a copy that is not here"
    who = f" by {made.made_by}" if made.made_by else ""
    when = f" on {date_in_words(made.made_on)}" if made.made_on else ""
    why = f": {made.reason.rstrip('.')}" if made.reason else ""
    return f"{which}, chosen{who}{when}{why}."


def left_out_words(left: Iterable[LeftOut], round_label: str = "") -> tuple[Link, ...]:
    """What is kept and not counted, and why; copies not chosen are shown with the choice."""
    found: dict[str, str] = {}
    others: Counter[str] = Counter()
    for each in left:
        said = each.version.submission
        if round_label and said.round != round_label:
            others[said.round] += 1
        elif "copy" not in each.why:
            found[f"{said.subject.name}, {said.round}"] = each.why
    why = f"Kept and not added to {round_label}. Step 3 sets the rounds side by side."
    rounds = {f"{counted(n, 'return')} about {label}": why for label, n in sorted(others.items())}
    return tuple(Link(name, said) for name, said in (*sorted(found.items()), *rounds.items()))


def answered_rows(seen: PcnView) -> tuple[WrappedRow, ...]:
    """Who answered."""
    return tuple(
        WrappedRow((row.label, start_upper(row.progress), start_upper(row.sign_off), row.versions))
        for row in seen.answered
    )


def domain_rows(seen: PcnView | OutsideView) -> tuple[WrappedRow, ...]:
    """The domain table."""
    return tuple(
        WrappedRow(
            (
                row.name,
                start_upper(row.shown.total),
                start_upper(row.shown.median_words),
                start_upper(row.shown.range_words),
                start_upper(row.share_words),
            ),
            f"Standing apart: {', '.join(row.outliers)}." if row.outliers else "",
        )
        for row in seen.domains
    )


def priority_links(seen: PcnView | OutsideView) -> tuple[Link, ...]:
    """What the practices want acted on, those with one voice first."""
    one = [Link(start_upper(each.words), "One voice.") for each in seen.voice.one_voice]
    some = [Link(start_upper(each.words), "Wanted by some.") for each in seen.voice.wanted_by_some]
    return (*one, *some)


def duty_links(seen: PcnView) -> tuple[Link, ...]:
    """Duties already in force that practices are short of: counts, never names."""
    return tuple(Link(duty.title, f"{start_upper(duty.words)}.") for duty in seen.duties)


def source_of(seen: PcnView, collection: Collection, domain: str, code: str) -> Source:
    """The ratings behind one practice's level, each with its file, sheet and cell."""
    row = next(each for each in seen.heat_map if each.code == code)
    if domain in NEVER_BY_PRACTICE:
        return Source(f"{row.label}, {DOMAIN_NAMES[domain]}", (Link(WHY_HELD),))
    level = level_in_words(row.levels[domain].level)
    title = f"{row.label}, {DOMAIN_NAMES[domain]}: {level}"
    if not row.is_named:
        line = Link("This practice has not agreed to be named, so its file is not shown.")
        return Source(title, (line,))
    versions: Mapping[tuple[str, str], Version] = {
        (each.identity.form_id, each.identity.subject_code): each
        for each in collection.counted(seen.round)
    }
    version = versions[STOCKTAKE, code]
    ratings = shipped_form(STOCKTAKE).ratings_by_domain.get(domain, ())
    answers = version.submission.answers
    lines = [
        Link(f"{each.label}: {_said(answers.get(each.id).usable)}", _place(version, each.id))
        for each in ratings
    ]
    return Source(f"{title}. {version.submission.standing}", tuple(lines))


def _said(value: object) -> str:
    return "not answered" if value is None else level_in_words(int(str(value)))


def _place(version: Version, question: str) -> str:
    name = version.provenance.file_name
    place = version.provenance.place(Address(question))
    if place is None:
        return f"From {name}." if name else "From a combined workbook."
    return f"From {name}, sheet {place.sheet}, cell {place.cell}."


def workbook_name(seen: PcnView) -> str:
    """Name the PCN workbook so that every system takes it."""
    return _file_name(seen.pcn_name, seen.round, "combined")


def area_workbook_name(seen: AreaView) -> str:
    """Name the workbook of an area, or the file a PCN sends on."""
    kind = f"{seen.scale} totals" if seen.scale.is_beyond_pcn else "totals to send on"
    return _file_name(seen.name, seen.round, kind)


def _file_name(name: str, round_label: str, kind: str) -> str:
    plain = "".join(c if c.isalnum() or c in " -&'" else " " for c in name)
    year = round_label.replace("/", "-")
    return f"Stocktake {' '.join(plain.split())} {year} {kind}.xlsx"
