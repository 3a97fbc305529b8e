"""Answers to another version of a form: mapped by id, left out until the lead says otherwise."""

from dataclasses import replace

from pcn_files import FELLGATE, practice, sample_collection, with_answers

from stocktake.merge.collection import Collection, collect
from stocktake.merge.pcn import PcnInputs, view
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.combine import inputs_of
from stocktake.tasks.form_map import VersionMap, mapped_from, version_maps

CODE = practice(FELLGATE)[0].subject.code


def with_an_older_form(*gone: str) -> Collection:
    """Fellgate answered last year's version, with questions that are asked no longer."""
    versions = [
        replace(each, submission=older(each, gone)) if is_fellgates(each) else each
        for each in sample_collection().versions
    ]
    return collect(Version(each.submission, each.provenance) for each in versions)


def is_fellgates(version: Version) -> bool:
    said = version.submission
    return said.subject.code == CODE and said.form_id == STOCKTAKE


def older(version: Version, gone: tuple[str, ...]):
    said = with_answers(version.submission, also_form_version="2025.1", also_form_hash="0" * 64)
    for each in gone:
        said.answers[Address(each)] = answered("yes")
    return said


def maps(collection: Collection, *added: str) -> tuple[VersionMap, ...]:
    inputs = inputs_of(collection)
    return version_maps(inputs.members, collection, inputs.round, added)


def base(inputs: PcnInputs, *added: str) -> int:
    return view(replace(inputs, mapped=mapped_from(added))).bases["ratings"].practices


def test_the_same_form_needs_no_map() -> None:
    assert maps(sample_collection()) == ()


def test_an_older_version_is_mapped_question_by_question() -> None:
    (found,) = maps(with_an_older_form())
    assert (found.title, found.version, found.code) == ("Where are we now?", "2025.1", CODE)
    assert found.gone == ()
    assert found.words.startswith(f"All {found.same} answers to questions that are still asked")
    (less,) = maps(with_an_older_form("old.fax", "old.telex"))
    assert less.same == found.same
    assert "2 questions are no longer asked, and stay out." in less.words


def test_it_counts_only_once_the_lead_says_so_and_no_longer_when_that_is_taken_back() -> None:
    collection = with_an_older_form()
    (found,) = maps(collection)
    inputs = inputs_of(collection)
    assert not found.is_added
    assert base(inputs) == 3
    assert base(inputs, found.key) == 4
    assert maps(collection, found.key)[0].is_added


def test_versions_are_kept_form_by_form() -> None:
    assert mapped_from(["a/1", "a/2", "b/1"]) == {"a": {"1", "2"}, "b": {"1"}}
