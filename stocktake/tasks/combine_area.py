"""Combine beyond one PCN: practices' and PCNs' files to a locality, localities' to a system.

Also what a PCN sends on: its sums under the rule for leaving it. Practices' own returns and files
of totals may be mixed; both are counted by the same sums, every practice once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from stocktake.errors import Problem, StocktakeError
from stocktake.merge.area import AreaInputs, AreaView, area_view, as_one, summed_up
from stocktake.merge.collection import Collection
from stocktake.merge.decisions import Decision
from stocktake.merge.group_values import Group, Response
from stocktake.merge.groups import unite_groups
from stocktake.merge.member import Expected, Member
from stocktake.merge.pcn import PcnInputs, counted_members
from stocktake.merge.scales import Scale, usual_name
from stocktake.merge.standing import GROUP_TOTALS, Overlap, Standing, standing
from stocktake.merge.totals import GroupTotals
from stocktake.merge.upward import GroupAbout, group_of
from stocktake.merge.versions import Version
from stocktake.planning.certainty import Certainty
from stocktake.planning.years import PlanYears
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.combine import (
    USABLE,
    Gathered,
    combine_gathered,
    gather,
    requirements_of,
    rulings_of,
    say_results,
)
from stocktake.tasks.combine_practices import NOTHING_SAID, as_said
from stocktake.tasks.many_files import MANY, without_searching
from stocktake.tasks.names_found import names_in_returns, problem_of, refuse_unchecked
from stocktake.tasks.pcn_rulings import Rulings
from stocktake.tasks.practice_figures import members_in
from stocktake.units import year_from_label
from stocktake.workbooks.reading import ReadResult

MOST_GROUPS = 300
"""Groups that one file carries apart; of more it carries the sums of all."""

_LEAST_PRACTICES = 2
"""Practices that give the same PCN; one alone may have typed its name wrongly."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked at, and at which scale.

    Attributes:
        scale: None takes what the files say.
        name: of the locality or system; blank takes a usual one.
        round_label: blank takes the newest there is.
        year: by the calendar year it starts in; None takes the first.
        missing: practices from which nothing has come.
        has_services: the practices agreed that minutes and intentions leave their PCN.
        rulings: whose returns are, as it was said here.
    """

    scale: Scale | None = None
    name: str = ""
    round_label: str = ""
    year: int | None = None
    certainty: Certainty = Certainty.BEST_GUESS
    missing: tuple[Expected, ...] = ()
    row_left_out: frozenset[str] = frozenset()
    has_services: bool = False
    rulings: Rulings = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Area:
    """An area seen together, with what travels in its file.

    Attributes:
        groups: those that are counted and, so that a choice can be made again, those that gave way.
        decisions: what was chosen between groups.
        overlaps: groups that share practices, for a person to choose between.
    """

    view: AreaView
    groups: tuple[Group, ...]
    decisions: tuple[Decision, ...] = ()
    overlaps: tuple[Overlap, ...] = ()


def groups_in(results: Iterable[ReadResult]) -> tuple[Group, ...]:
    """Unite the groups that files carry."""
    return unite_groups(
        group for result in results if result.verdict in USABLE for group in result.groups
    )


def scale_of(gathered: Gathered) -> Scale:
    """Say at which scale some files are best seen together.

    Files of totals of one PCN alone, or practices of one, are a PCN. More PCNs are a locality, and
    files of more than one locality a system. One practice that gives another PCN than the others is
    no second PCN: it may have typed the name wrongly.
    """
    groups = groups_in(gathered.results)
    wider = {name for group in groups for name in group.within}
    if len(wider) > 1:
        return Scale.SYSTEM
    practices: dict[str, set[str]] = {}
    for version in gathered.collection.versions:
        subject = version.submission.subject
        if subject.kind == "practice":
            key = _same_name(subject.pcn_code or subject.pcn_name)
            practices.setdefault(key, set()).add(subject.code)
    pcns = {key for key, codes in practices.items() if key and len(codes) >= _LEAST_PRACTICES}
    pcns |= {_same_name(group.code or group.name) for group in groups}
    is_wide = bool(wider) or len(pcns) > 1 or bool(groups)
    return Scale.LOCALITY if is_wide else Scale.PCN


def _same_name(words: str) -> str:
    """A PCN's name or code, however its practices wrote it."""
    plain = words.casefold().replace("&", " and ").replace("primary care network", " ")
    return " ".join(word for word in plain.split() if word not in ("pcn", "the"))


def look_at(gathered: Gathered, wanted: Wanted | None = None) -> Area:
    """See some files together beyond one PCN, or one PCN as it may leave.

    Raises:
        StocktakeError: ``nothing_to_combine`` when no practice is in any of them.
    """
    asked = wanted or Wanted()
    scale = asked.scale or scale_of(gathered)
    carried = groups_in(gathered.results)
    rounds = {*gathered.collection.rounds, *(group.round for group in carried)}
    if not rounds:
        raise StocktakeError(
            "nothing_to_combine",
            "None of these files holds a practice stocktake or the figures of a PCN.",
            "Add the practices' workbooks, or the files that PCNs sent.",
        )
    asked = replace(asked, round_label=asked.round_label or max(rounds))
    collection = as_said(gathered.collection, rulings_of(gathered), asked.rulings)
    decisions = tuple(d for d in collection.decisions if d.identity.form_id == GROUP_TOTALS)
    found = standing(
        carried,
        asked.round_label,
        _own_codes(collection, asked.round_label),
        decisions,
        with_samples=_is_sample(collection, carried),
    )
    groups, summed = _counted_groups(collection, asked, found, scale)
    if not groups:
        raise StocktakeError(
            "nothing_to_combine",
            "None of these files holds a practice stocktake or the figures of a PCN.",
            "Add the practices' workbooks, or the files that PCNs sent.",
        )
    inputs = replace(_inputs(asked, scale, groups, found, collection), summed=summed)
    travelling = unite_groups(
        (*groups, *(group for each in found.overlaps for group in each.groups))
    )
    return Area(area_view(inputs), travelling, decisions, found.overlaps)


def _counted_groups(
    collection: Collection, asked: Wanted, found: Standing, scale: Scale
) -> tuple[tuple[Group, ...], GroupTotals | None]:
    """The groups that are counted; of many only what is shown of each, with the sums of all."""
    own = _own_practices(collection, asked, found.own_left_out, scale)
    making = (_own_group(versions, asked) for versions in own)
    is_many = len(_own_codes(collection, asked.round_label)) > MANY
    if is_many and len(found.counted) + len(own) > MOST_GROUPS and not found.overlaps:
        groups, summed = summed_up(chain(found.counted, making))
        if summed is not None:
            return groups, summed
    return (*found.counted, *own_groups(collection, asked, found.own_left_out, scale)), None


def _inputs(
    asked: Wanted,
    scale: Scale,
    groups: tuple[Group, ...],
    found: Standing,
    collection: Collection,
) -> AreaInputs:
    first = year_from_label(asked.round_label)
    return AreaInputs(
        name=asked.name or (groups[0].name if scale is Scale.PCN else usual_name(scale)),
        scale=scale,
        round=asked.round_label,
        groups=groups,
        missing=asked.missing,
        requirements=requirements_of(PlanYears(first)),
        year=first if asked.year is None else asked.year,
        certainty=asked.certainty.value,
        problems=(*found.problems, *conflict_counts(collection, asked.round_label)),
        left_out=tuple((group.name or group.code, why) for group, why in found.left_out),
    )


def conflict_counts(collection: Collection, round_label: str) -> tuple[Problem, ...]:
    """Say that copies do not agree without naming the practices they are of."""
    many = sum(not each.is_settled for each in collection.conflicts(round_label))
    if not many:
        return ()
    returns = "one return" if many == 1 else f"{many} returns"
    return (
        Problem(
            "copies_do_not_agree",
            "Practices' own files",
            f"There are copies of {returns} that do not agree.",
            "Settle them in the PCN; until then the newest signed copy is used or, where none is "
            "signed, the one last changed.",
        ),
    )


def _own_codes(collection: Collection, round_label: str) -> frozenset[str]:
    return frozenset(
        version.submission.subject.code
        for version in collection.counted(round_label)
        if version.submission.subject.kind == "practice"
    )


def _is_sample(collection: Collection, groups: Sequence[Group]) -> bool:
    """Whether everything here is made up."""
    is_own = collection.is_sample or not collection.versions
    return is_own and all(group.is_sample for group in groups)


def own_groups(
    collection: Collection,
    asked: Wanted,
    left_out: frozenset[str] = frozenset(),
    scale: Scale = Scale.LOCALITY,
) -> tuple[Group, ...]:
    """Make the groups of practices whose own returns are here: one for each PCN.

    Args:
        left_out: codes of practices that are counted in the totals of a file.
        scale: a PCN is one group, whatever its practices call it.
    """
    practices = _own_practices(collection, asked, left_out, scale)
    return tuple(_own_group(versions, asked) for versions in practices)


def _own_practices(
    collection: Collection, asked: Wanted, left_out: frozenset[str], scale: Scale
) -> list[list[Version]]:
    """The returns of each of those groups."""
    by_code: dict[str, list[Version]] = {}
    for version in collection.counted(asked.round_label):
        by_code.setdefault(version.identity.subject_code, []).append(version)
    by_pcn: dict[str, list[Version]] = {}
    for code in by_code.keys() - left_out:
        pcn = _pcn_of(by_code[code])
        if pcn is not None:
            key = "" if scale is Scale.PCN else _same_name(pcn)
            by_pcn.setdefault(key, []).extend(by_code[code])
    return [versions for _, versions in sorted(by_pcn.items())]


def _pcn_of(versions: Sequence[Version]) -> str | None:
    """The PCN a practice gives with its stocktake; None where it sent none."""
    for version in versions:
        subject = version.submission.subject
        if (subject.kind, version.identity.form_id) == ("practice", STOCKTAKE):
            return subject.pcn_code or subject.pcn_name
    return None


def _own_group(versions: Sequence[Version], asked: Wanted) -> Group:
    members = tuple(members_in(versions))
    inputs = PcnInputs(
        pcn_name="", round=asked.round_label, members=members, row_left_out=asked.row_left_out
    )
    return group_of(counted_members(inputs), _about(members, versions, asked))


def _about(members: Sequence[Member], versions: Sequence[Version], asked: Wanted) -> GroupAbout:
    return GroupAbout(
        code=_most_common(member.pcn_code for member in members),
        name=_most_common(member.pcn_name for member in members) or "No PCN given",
        days=tuple(version.submission.assessed_on for version in versions),
        responses=tuple(
            Response(v.identity.subject_code, v.identity.form_id, v.key.return_id, v.key.revision)
            for v in versions
        ),
        missing=asked.missing if asked.scale is Scale.PCN else (),
        has_services=asked.has_services,
    )


def _most_common(words: Iterable[str]) -> str:
    found = Counter(word for word in words if word)
    return min(found, key=lambda word: (-found[word], word), default="")


def may_name_someone(area: Area) -> tuple[Problem, ...]:
    """Find text that may name a person in what would leave, so that somebody looks at it first."""
    texts = [area.view.name, *(group.name for group in area.groups)]
    texts += [text for row in area.view.figures.weaknesses for text in row.examples]
    texts += [each.label for each in area.view.figures.voice.priorities]
    return tuple(problem for text in dict.fromkeys(texts) for problem in problem_of(text, text))


def write_area(path: Path, area: Area) -> Path:
    """Write the workbook of an area, or the file a PCN sends on.

    Raises:
        StocktakeError: it could not be written.
    """
    from stocktake.workbooks.exports.area import write_area_workbook

    name, groups = area.view.name, _travelling(area)
    if area.view.scale is Scale.LOCALITY:
        groups = tuple(replace(group, within=group.within | {name}) for group in groups)
    return write_area_workbook(path, area.view, groups, area.decisions)


def _travelling(area: Area) -> tuple[Group, ...]:
    """What travels: each group, or where they are too many for one file their sums as one group."""
    if len(area.groups) <= MOST_GROUPS:
        return area.groups
    counted = set(map(id, area.view.groups))
    return (as_one(area.view), *(group for group in area.groups if id(group) not in counted))


def combine_at(
    paths: Sequence[Path],
    out: Path,
    wanted: Wanted,
    *,
    to_send_on: bool = False,
    names_checked: bool = False,
    say: Callable[[str], None],
) -> tuple[ReadResult, ...]:
    """Combine files from beginning to end at the scale they ask for; returns those left out.

    Args:
        paths: workbooks of practices, PCNs and localities, and folders of them, mixed.
        out: the workbook to write.
        wanted: the scale and the name, where the files do not say them.
        to_send_on: write what a PCN sends on, in the place of its own workbook.
        names_checked: somebody has looked at what may name a person.
        say: told each step.

    Raises:
        StocktakeError: none of the files could be used, ``names_not_checked``, or the workbook
            could not be written.
    """
    with without_searching():
        gathered = gather(paths)
        say_results(gathered, say)
        scale = _scale_for(gathered, wanted, say)
        if scale is Scale.PCN and not to_send_on:
            _say_names(names_in_returns(gathered.collection), names_checked, say)
            return combine_gathered(gathered, out, say).left_out
        area = look_at(gathered, replace(wanted, scale=scale))
        _say_problems(area.view.problems, say)
        _say_names(may_name_someone(area), names_checked, say)
        path = write_area(out, area)
        say(f"{area.view.name}: {area.view.figures.base.words}. The {scale} workbook is {path}")
        return gathered.left_out


def _say_problems(problems: Iterable[Problem], say: Callable[[str], None]) -> None:
    for problem in problems:
        say(f"{problem.where}: {problem.what} {problem.how_to_fix}")


def _say_names(found: Sequence[Problem], names_checked: bool, say: Callable[[str], None]) -> None:
    _say_problems(found, say)
    if not names_checked:
        refuse_unchecked(found, "Look at each; then do it again with --names-checked.")


def _scale_for(gathered: Gathered, wanted: Wanted, say: Callable[[str], None]) -> Scale:
    scale = wanted.scale or scale_of(gathered)
    practices = _own_codes(gathered.collection, max(gathered.collection.rounds, default=""))
    if scale is Scale.PCN and len(practices) > MANY:
        say(f"{len(practices):,} practices are more than a PCN, so this is of a locality.")
        return Scale.LOCALITY
    return scale
