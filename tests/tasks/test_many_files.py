"""Of thousands of files only what they come to is kept, and it comes to the same."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pytest
from pcn_files import put_files

from stocktake.errors import StocktakeError
from stocktake.merge.area import as_one
from stocktake.merge.collection import collect
from stocktake.merge.scales import Scale
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.tasks import combine, combine_area
from stocktake.tasks.combine import Gathered, collection_of, gather, look
from stocktake.tasks.combine_area import Wanted, combine_at, look_at, write_area
from stocktake.tasks.many_files import Reader, without_searching
from stocktake.workbooks.reading import Forms, read_workbook

LOCALITY = Wanted(scale=Scale.LOCALITY, name="The coast")


def test_what_was_let_go_comes_to_the_same_and_is_read_again_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = put_files(tmp_path, 0, 3)
    whole = gather(paths)
    monkeypatch.setattr(combine, "MANY", 1)
    let_go = gather(paths)
    assert look(let_go.collection).totals == look(whole.collection).totals
    assert look_at(let_go, LOCALITY).view.totals == look_at(whole, LOCALITY).view.totals
    assert [each.key for each in let_go.collection.versions] == [
        each.key for each in whole.collection.versions
    ]
    asked, held = (each.collection.versions[0].submission.answers for each in (let_go, whole))
    assert asked == held
    assert asked.tables == held.tables


def test_a_file_without_figures_is_worked_out_from_its_answers(tmp_path: Path) -> None:
    forms = Forms(shipped_form(each) for each in shipped_form_ids())
    (path,) = put_files(tmp_path, 0)
    result = read_workbook(path, forms)
    older = Reader(forms, path).without_answers(replace(result, figures=None))
    newer = Reader(forms, path).without_answers(result)
    kept = Gathered((result,), collection_of([result]))
    for each in (older, newer):
        found = Gathered((each,), collection_of([each]))
        assert look(found.collection).totals == look(kept.collection).totals
    path.write_bytes(b"another file")
    with pytest.raises(StocktakeError, match="not the file any more"):
        len(older.submissions[0].answers)


def test_more_practices_than_a_pcn_has_are_combined_as_a_locality(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(combine_area, "MANY", 1)
    said: list[str] = []
    put_files(tmp_path, 0, 3)
    out = tmp_path / "all.xlsx"
    combine_at([tmp_path], out, Wanted(scale=Scale.PCN), say=said.append)
    assert "2 practices are more than a PCN, so this is of a locality." in said
    assert out.exists()


def test_groups_too_many_for_one_file_travel_as_one_with_the_same_sums(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather(put_files(tmp_path, 0, 3))
    apart = [
        replace(
            each,
            submission=replace(
                each.submission,
                subject=replace(
                    each.submission.subject,
                    pcn_code=f"U0000{place % 2}",
                    pcn_name=f"PCN {each.identity.subject_code}",
                ),
            ),
        )
        for place, each in enumerate(found.collection.versions)
    ]
    moved = {each.identity.subject_code: each.submission.subject for each in apart}
    apart = [
        replace(
            each, submission=replace(each.submission, subject=moved[each.identity.subject_code])
        )
        for each in apart
    ]
    area = look_at(Gathered(found.results, collect(apart)), LOCALITY)
    assert len(area.groups) == 2
    monkeypatch.setattr(combine_area, "MOST_GROUPS", 1)
    monkeypatch.setattr(combine_area, "MANY", 1)
    little = look_at(Gathered(found.results, collect(apart)), LOCALITY)
    assert replace(little.view, groups=()) == replace(area.view, groups=())
    area = little
    sent = gather([write_area(tmp_path / "coast.xlsx", area)])
    again = look_at(sent, LOCALITY)
    assert len(again.groups) == 1
    assert again.view.totals == as_one(area.view).totals == area.view.totals
    assert again.groups[0].codes == {code for group in area.groups for code in group.codes}


def test_the_search_is_on_again_afterwards() -> None:
    with pytest.raises(KeyError), without_searching():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()
