"""What a PCN workbook says of rooms, vacancies, services, minutes, intentions and its own staff."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pcn_files import cells_of, rows_under, sample_collection

from stocktake.merge.collection import Collection, collect
from stocktake.merge.counts import ChoiceCounts, Count, Histogram, ServiceCounts, Summed
from stocktake.merge.leaving import COMPETITION_CAUTION
from stocktake.merge.masked import masked
from stocktake.merge.naming import Audience
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.tasks.combine import look
from stocktake.workbooks.exports.pcn import write_pcn_workbook


def own_list() -> Version:
    """What the PCN says of the staff it pays."""
    form = shipped_form("working_at_scale")
    scheme = {
        "role": "pharmacist", "wte_funded": Decimal(3), "wte_in_post": Decimal(2),
        "budget": Decimal(150000), "spent": Decimal(90000),
    }  # fmt: skip
    there = {"role": "pharmacist", "practice": "X99003", "sessions": Decimal(4)}
    said = {Address("scale.arrs", "r", f"scale.arrs.{k}"): answered(v) for k, v in scheme.items()}
    said |= {
        Address("scale.arrs_sessions", "s", f"scale.arrs_sessions.{k}"): answered(v)
        for k, v in there.items()
    }
    return Version(
        Submission(
            subject=Subject("pcn", "U99001", "Harbour & Vale"),
            form_id=form.id,
            round="2026/27",
            form_version=form.form.version,
            form_hash=form.hash,
            return_id="group",
            assessed_on=date(2026, 11, 22),
            answers=Answers(said, {"scale.arrs": ("r",), "scale.arrs_sessions": ("s",)}),
            sample=True,
        )
    )


def with_own_list() -> Collection:
    return collect([*sample_collection().versions, own_list()])


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample PCN with its own list, and services of four and of five practices."""
    collection = with_own_list()
    seen = look(collection)
    totals = replace(
        seen.totals,
        rooms={"consult_rooms": Summed(Decimal(23), 3)},
        vacancies={"gp_partner": Summed(Decimal("1.5"), 2)},
        services={
            "ecg": ServiceCounts(
                {"by_us": 2, "by_group": 2},
                {"items": Summed(Decimal(400), 2)},
                {("U1", "items"): Decimal(300)},
            )
        },
        minutes={"ecg/nurse_min": Histogram({10: 4}), "spirometry/nurse_min": Histogram({20: 5})},
        intentions={
            "ecg": ChoiceCounts({"keep": Count(4)}),
            "spirometry": ChoiceCounts({"keep": Count(5)}),
        },
    )
    seen = replace(seen, totals=totals, masked=masked(totals, Audience.INSIDE))
    return write_pcn_workbook(tmp_path_factory.mktemp("shared") / "pcn.xlsx", seen, collection, ())


def text_of(path: Path, sheet: str) -> str:
    return "\n".join(map(str, cells_of(path)[sheet].values()))


def test_vacancies_stand_with_the_staff_and_how_many_practices_said_so(workbook: Path) -> None:
    rows = rows_under(workbook, "People and money", "Staff_today")
    partner = next(row for row in rows if row["Role"] == "GP partner")
    assert (partner["Vacant, WTE"], partner["Practices that said so"]) == (1.5, 2)


def test_staff_the_pcn_pays_come_once_from_its_own_list(workbook: Path) -> None:
    (row,) = rows_under(workbook, "People and money", "PCN_staff")
    assert (row["Funded, WTE"], row["In post, WTE"], row["Spent to date"]) == (3, 2, 90000)
    (there,) = rows_under(workbook, "People and money", "Sessions_at_practices")
    assert there["Sessions a week"] == 4
    assert "X99003" not in str(there)


def test_without_its_own_list_the_pcn_workbook_says_what_to_add(pcn_workbook: Path) -> None:
    assert "The list has not come. Add the form" in text_of(pcn_workbook, "People and money")


def test_rooms_have_their_base(workbook: Path) -> None:
    (row,) = rows_under(workbook, "Population", "Rooms")
    assert (row["Rooms"], row["In all"], row["Practices that said"]) == ("Consulting rooms", 23, 3)


def test_a_shared_service_is_counted_once(workbook: Path) -> None:
    (row,) = rows_under(workbook, "Services", "Services")
    assert (row["Do it themselves"], row["Shared through a group"]) == (2, 2)
    assert str(row["Volume in a year"]).startswith("700")
    assert COMPETITION_CAUTION[:60] in text_of(workbook, "Services")


def test_minutes_and_intentions_wait_for_five_practices(workbook: Path) -> None:
    minutes = rows_under(workbook, "Services", "Minutes")
    intents = rows_under(workbook, "Services", "Intentions")
    assert [row["Nurse"] for row in minutes] == ["20 (20 to 20)", "4 answered, held"]
    assert [row["Practices that said"] for row in intents] == [5, "4 answered, held"]
    assert [(row["Carry on"], row["Other"]) for row in intents] == [(0, 5), ("held", "held")]
