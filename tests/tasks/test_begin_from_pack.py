from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from packs import DENSHAM, write_pack

from stocktake.errors import StocktakeError
from stocktake.opendata.look_up import Register
from stocktake.opendata.pack import from_bytes
from stocktake.questionnaire.answers import Origin, State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.store.workspace import Workspace
from stocktake.tasks.begin_from_pack import (
    ChosenPractice,
    begin_from_pack,
    keep_own_part,
    read_register,
)
from stocktake.tasks.open_practice import OpenPractice

TODAY = date(2026, 11, 22)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.stocktake") as found:
        yield found


def chosen(code: str = "A81001") -> ChosenPractice:
    found = Register(DENSHAM).practice(code)
    assert found is not None
    return ChosenPractice(found, DENSHAM)


def begun(workspace: Workspace, name: str = "The Densham Surgery") -> OpenPractice:
    subject = begin_from_pack(workspace, name, chosen(), TODAY, "Practice manager")
    return OpenPractice(workspace, subject, "2026/27", "Practice manager")


def test_a_pack_is_read_to_look_practices_up_in(tmp_path: Path) -> None:
    pack, register = read_register(write_pack(tmp_path))
    assert pack == DENSHAM
    assert [each.code for each in register.find("densham")] == ["A81001"]
    with pytest.raises(StocktakeError):
        read_register(tmp_path / "not there.stocktakepack")


def test_what_was_seen_on_the_form_is_answered_and_known(workspace: Workspace) -> None:
    practice = begun(workspace)
    icb = "NHS Densham and Vale ICB"
    assert chosen().belongs_to == f"Densham and Vale PCN, {icb}"
    known = ("A81001", "The Densham Surgery", "Densham and Vale PCN", "U12345", icb)
    assert practice.subject == Subject("practice", *known)
    answers = practice.sheet(STOCKTAKE).answers
    for question, value in {
        "profile.practice_name": "The Densham Surgery",
        "profile.ods_code": "A81001",
        "profile.pcn_name": "Densham and Vale PCN",
        "profile.pcn_ods_code": "U12345",
        "profile.icb_name": icb,
    }.items():
        assert (answers.get(question).value, answers.get(question).origin) == (
            value,
            Origin.ACCEPTED,
        )


def test_nothing_else_is_answered_and_the_rest_is_ready(workspace: Workspace) -> None:
    practice = begun(workspace)
    sheet = practice.sheet(STOCKTAKE)
    assert sheet.answers.get("profile.list_size").state is State.BLANK
    assert practice.published().ready(sheet) >= 5


def test_a_name_of_ones_own_stays(workspace: Workspace) -> None:
    practice = begun(workspace, "Densham Surgery")
    answer = practice.sheet(STOCKTAKE).answers.get("profile.practice_name")
    assert (answer.value, answer.origin) == ("Densham Surgery", Origin.TYPED)
    assert practice.subject.name == "Densham Surgery"


def test_only_the_own_part_of_the_pack_is_kept_and_once(workspace: Workspace) -> None:
    begun(workspace)
    (kept,) = workspace.published_sets.of("A81001")
    assert from_bytes(kept.content).pack == DENSHAM.only("A81001")
    assert not keep_own_part(workspace, chosen(), "Practice manager")
