"""A merge that takes up the figures of the files gives what it gives from their answers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pcn_files import choice_for, leaving, practice, put_files

from stocktake.merge.collection import Collection, collect
from stocktake.merge.figures import Figures
from stocktake.merge.versions import Version
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.tasks.combine import Gathered, gather, look
from stocktake.tasks.practice_figures import figures_for, made_with, members_in, usable


@cache
def files() -> Gathered:
    """Two practices' files, read."""
    with TemporaryDirectory() as folder:
        return gather(put_files(Path(folder), 0, 3))


def changed(**changes: object) -> Collection:
    """What was read, with other figures."""
    return collect(replace(each, **changes) for each in files().collection.versions)


def test_files_bring_their_figures_and_the_view_is_that_of_the_answers() -> None:
    assert all(result.figures for result in files().results)
    by_answers = changed(figures=None)
    assert by_answers == files().collection
    assert look(files().collection) == look(by_answers)


def test_returns_have_the_fingerprints_that_came_with_them() -> None:
    for version in files().collection.versions:
        alone = Version(version.submission, version.provenance)
        assert alone.key == version.key


def test_figures_of_other_answers_are_not_taken() -> None:
    stocktake, expectations = (
        each for each in files().collection.versions if each.identity.subject_code == code(0)
    )
    if stocktake.identity.form_id != STOCKTAKE:
        stocktake, expectations = expectations, stocktake
    (alone,) = members_in([stocktake])
    (both,) = members_in([stocktake, expectations])
    assert alone.duties is None
    assert both.duties is not None
    assert set(alone.form_versions) == {STOCKTAKE}


def code(place: int) -> str:
    """The code of a practice of the sample."""
    return practice(place)[0].subject.code


def test_figures_that_cannot_be_right_give_way_to_the_answers() -> None:
    kept = files().collection.versions[0].figures
    assert kept is not None
    damaged = Figures(kept.made_with, kept.of, b'{"made_with": "", "of": {}}')
    found = list(members_in(changed(figures=damaged).versions))
    assert found == list(members_in(changed(figures=None).versions))


def test_figures_of_another_program_are_worked_out_again() -> None:
    figures = files().results[0].figures
    assert usable(figures) is figures
    assert figures is not None
    assert usable(replace(figures, made_with=f"{made_with()} and more")) is None
    assert usable(None) is None


def test_only_the_returns_of_one_practice_have_figures() -> None:
    first = leaving(practice(0), choice_for(practice(0)[0])).submissions
    other = leaving(practice(1), choice_for(practice(1)[0])).submissions
    found = figures_for(first)
    assert found is not None
    assert set(found.of) == {STOCKTAKE, EXPECTATIONS}
    assert figures_for([*first, *other]) is None
    assert figures_for([each for each in first if each.form_id == EXPECTATIONS]) is None
