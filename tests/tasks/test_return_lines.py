"""The first page's list of returns: how far each has come, and in what state it is."""

from datetime import date
from pathlib import Path

from signing import SAID, put_ready

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import begin_practice
from stocktake.tasks.return_lines import count_one, return_lines, uncounted
from stocktake.tasks.sample import put_sample
from stocktake.tasks.share_out import ShareOrder, prepare_sharing, record_sharing
from stocktake.tasks.sign_off import sign

TODAY = date(2026, 11, 22)


def begun(tmp_path: Path) -> OpenPractice:
    workspace = Workspace.create(tmp_path / "practices.stocktake")
    subject = begin_practice(workspace, "Quayside Surgery", "A81001", TODAY, "")
    return OpenPractice(workspace, subject, "2026/27")


def test_a_return_is_a_draft_until_sections_of_it_are_with_somebody(tmp_path: Path) -> None:
    practice = begun(tmp_path)
    (line,) = return_lines(practice.workspace)
    assert (line.name, line.state) == ("Quayside Surgery (A81001), 2026/27", "Draft")
    order = ShareOrder(STOCKTAKE, ("demand", "workforce"), "Priya")
    record_sharing(practice, order, prepare_sharing(practice, order), Path("sent.xlsx"))
    (line,) = return_lines(practice.workspace)
    assert line.state == "Draft; 2 sections with Priya"


def test_how_far_is_said_once_it_was_counted(tmp_path: Path) -> None:
    practice = begun(tmp_path)
    practice.enter(STOCKTAKE, Address("demand.online_open"), answered("yes"))
    (line,) = return_lines(practice.workspace)
    assert line.how_far == ""
    assert "Where are we now: begun" in line.about
    while waiting := uncounted(practice.workspace):
        count_one(practice.workspace, *waiting[0])
    (line,) = return_lines(practice.workspace)
    assert "Where are we now: 3 of " in line.about
    assert line.how_far == "2%"


def test_an_earlier_round_is_read_only_and_the_newest_is_not(tmp_path: Path) -> None:
    practice = begun(tmp_path)
    OpenPractice(practice.workspace, practice.subject, "2027/28").sheet(STOCKTAKE)
    states = {
        line.each.round: (line.state, line.is_old) for line in return_lines(practice.workspace)
    }
    assert states == {"2027/28": ("Draft", False), "2026/27": ("Read only", True)}


def test_the_example_says_what_it_is(tmp_path: Path) -> None:
    practice = begun(tmp_path)
    put_sample(practice.workspace)
    lines = return_lines(practice.workspace)
    assert [line.state for line in lines if line.is_sample] == ["Example"] * 4
    assert [line.state for line in lines if not line.is_sample] == ["Draft"]


def test_what_is_signed_says_which_version(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        put_sample(workspace)
        subject, round_label = put_ready(workspace)
        sign(OpenPractice(workspace, subject, round_label), "", SAID)
        states = [line.state for line in return_lines(workspace)]
        assert sorted(states) == ["Example"] * 3 + ["Example, signed v1"]
