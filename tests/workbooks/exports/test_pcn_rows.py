"""Every answer of a PCN workbook, and what is held of finance, leaving, sickness and surveys."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pcn_files import cells_of, rows_under

from stocktake.merge.collection import collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.own_rows import with_own_rows
from stocktake.questionnaire.provenance import Provenance
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.tasks.combine import look
from stocktake.workbooks.exports.pcn import write_pcn_workbook
from stocktake.workbooks.exports.pcn_rows import is_held


def four_practices(said: dict[str, Decimal]) -> list[Version]:
    """Practices that agreed to be named, and say the same."""
    form = shipped_form("practice_stocktake")
    answers = {Address(question): answered(value) for question, value in said.items()}
    answers[Address("admin.show_name")] = answered("yes")
    return [
        Version(
            Submission(
                subject=Subject("practice", f"A0000{number}", f"The {number} Surgery"),
                form_id=form.id,
                round="2026/27",
                form_version=form.form.version,
                form_hash=form.hash,
                return_id=f"return-{number}",
                assessed_on=date(2026, 11, 22),
                answers=Answers(answers),
            ),
            Provenance(f"{number}.xlsx", "0" * 64),
        )
        for number in range(4)
    ]


def test_finance_is_shown_of_no_practice_on_any_sheet(tmp_path: Path) -> None:
    ratings = ("m_control", "m_forward", "m_income")
    rated = {f"finance.{each}": Decimal(3) for each in ratings} | {"dest.finance": Decimal(3)}
    four, path = collect(four_practices(rated)), tmp_path / "pcn.xlsx"
    write_pcn_workbook(path, look(four), four, ())
    for sheet, table in (("Decision page", "Levels_now"), ("Heat map", "Heat_map_levels")):
        shown = [row["Finance"] for row in rows_under(path, sheet, table)]
        assert shown == ["held"] * 4
    for sheet in ("Decision page", "Heat map", "Domains", "Requirements", "Workings"):
        told = "\n".join(map(str, cells_of(path)[sheet].values()))
        assert "4 answered, held. Finance is shown only as a figure of the whole PCN" in told
    name = DOMAIN_NAMES["finance"]
    for sheet, table in (("Domains", "Practices_at_each_level"), ("Workings", "Level_counts")):
        row = next(row for row in rows_under(path, sheet, table) if row["Domain"] == name)
        assert {value for heading, value in row.items() if heading != "Domain"} == {"held"}
    for sheet, table in (("Long data", "Long_data"), ("Wide data", "Wide_data")):
        rows = rows_under(path, sheet, table)
        of_money = [row for row in rows if "finance" in str(row["Question id"])]
        assert of_money
        for row in of_money:
            said = [row["Answer"]] if "Answer" in row else list(row.values())[3:]
            assert set(said) == {"held"}, row["Question id"]


@pytest.mark.parametrize(
    ("form_id", "question", "is_hidden"),
    [
        ("practice_stocktake", "workforce.survey_done", True),
        ("practice_stocktake", "workforce.leavers_12m", True),
        ("practice_stocktake", "workforce.sick_days_12m", True),
        ("practice_stocktake", "dest.finance", True),
        ("practice_stocktake", "dest.access", False),
        ("practice_stocktake", "profile.list_size", False),
        ("expectations", "FIN-01.ready_now", True),
        ("expectations", "ACC-01.ready_now", False),
    ],
)
def test_leaving_sickness_surveys_and_finance_are_never_shown_by_practice(
    form_id: str, question: str, is_hidden: bool
) -> None:
    assert is_held(shipped_form(form_id), Address(question)) is is_hidden


def test_a_practices_own_expectation_in_finance_is_held_with_its_card() -> None:
    said = {"title": "Reserves for three months", "due": date(2028, 4, 1), "level": Decimal(3)}
    rows = {"r1": said | {"domain": "finance"}, "r2": said | {"domain": "access"}}
    answers = Answers(
        (Address("local.rows", row, f"local.rows.{column}"), answered(value))
        for row, cells in rows.items()
        for column, value in cells.items()
    )
    form = with_own_rows(shipped_form("expectations"), answers)
    for row, is_hidden in (("r1", True), ("r2", False)):
        assert is_held(form, Address(f"LOC-{row}.ready_now")) is is_hidden
        assert is_held(form, Address("local.rows", row, "local.rows.title")) is is_hidden


def test_an_own_expectation_in_finance_stands_nowhere_by_practice(tmp_path: Path) -> None:
    form = shipped_form("expectations")
    own = {"title": "Reserves for three months", "domain": "finance"}
    own |= {"due": date(2028, 4, 1), "level": Decimal(3)}
    cells = [
        (Address("local.rows", "r1", f"local.rows.{column}"), answered(value))
        for column, value in own.items()
    ]
    stocktake = four_practices({"profile.list_size": Decimal(9100)})[0].submission
    review = replace(
        stocktake,
        form_id=form.id,
        form_version=form.form.version,
        form_hash=form.hash,
        answers=Answers([*cells, (Address("LOC-r1.ready_now"), answered(Decimal(1)))]),
    )
    both = collect([Version(each, Provenance()) for each in (stocktake, review)])
    path = write_pcn_workbook(tmp_path / "pcn.xlsx", look(both), both, ())
    assert "Reserves" not in "".join(
        str(value) for sheet in cells_of(path).values() for value in sheet.values()
    )
    (rated,) = (
        row
        for row in rows_under(path, "Long data", "Long_data")
        if row["Question id"] == "LOC-r1.ready_now"
    )
    assert rated["Answer"] == "held"
