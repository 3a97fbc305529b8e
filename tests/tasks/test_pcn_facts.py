"""What a PCN says of itself is checked against its practices: X37, X38 and X42."""

from datetime import date
from decimal import Decimal

from pcn_files import sample_collection

from stocktake.merge.collection import collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.tasks.combine import look
from stocktake.tasks.pcn_facts import group_facts

ROUND = "2026/27"


def said_by_the_group(form_id: str, cells: dict[Address, object], kind: str = "pcn") -> Version:
    form = shipped_form(form_id)
    answers = Answers({each: answered(value) for each, value in cells.items()})
    return Version(
        Submission(
            Subject(kind, "Y99901", "Harbour & Vale PCN"),
            form_id,
            ROUND,
            form.form.version,
            form.hash,
            f"{form_id}-{kind}",
            date(2026, 11, 22),
            sample=True,
            answers=answers,
        )
    )


def staff(table: str, row: str, role: str, wte: str, **more: str) -> dict[Address, object]:
    in_post = "wte_in_post" if table == "scale.arrs" else "wte"
    cells: dict[Address, object] = {
        Address(table, row, f"{table}.role"): role,
        Address(table, row, f"{table}.{in_post}"): Decimal(wte),
    }
    return cells | {Address(table, row, f"{table}.{name}"): said for name, said in more.items()}


def codes(*group: Version) -> list[str]:
    collection = collect((*sample_collection().versions, *group))
    return [each.code for each in look(collection).problems if each.code.startswith("X3")]


def test_a_population_that_is_not_the_sum_of_the_lists_is_said() -> None:
    wrong = said_by_the_group(
        "working_at_scale",
        {Address("scale.group_kind"): "pcn", Address("scale.population"): Decimal(36_000)},
    )
    right = said_by_the_group(
        "working_at_scale",
        {Address("scale.group_kind"): "pcn", Address("scale.population"): Decimal(34_200)},
    )
    assert codes(wrong) == ["X37"]
    assert codes(right) == []


def test_staff_of_the_pcn_are_added_up_by_role_from_both_tables() -> None:
    cells = {
        Address("scale.group_kind"): "pcn",
        **staff("scale.arrs", "a", "pharmacist", "1.5"),
        **staff("scale.arrs", "b", "pharmacist", "0.5"),
        **staff("scale.shared_staff", "c", "pharmacist", "0.3", funded_by="pcn_other"),
        **staff("scale.shared_staff", "d", "pharmacist", "2", funded_by="pcn_arrs"),
        **staff("scale.shared_staff", "e", "hca", "0.4", funded_by="icb"),
    }
    found = group_facts(collect([said_by_the_group("working_at_scale", cells)]), ROUND)
    assert found.staff_wte == {"pharmacist": Decimal("2.3")}


def test_unpaid_hours_are_set_beside_the_meetings_of_the_place() -> None:
    unpaid = said_by_the_group("terms_of_engagement", {Address("terms.unpaid_hours"): Decimal(30)})
    hours = {Address("voice.forums", "m", "voice.forums.hours_month"): Decimal(6)}
    meetings = said_by_the_group("voice_and_representation", hours, kind="place")
    collection = collect((*sample_collection().versions, unpaid, meetings))
    (problem,) = [each for each in look(collection).problems if each.code == "X42"]
    assert "30 hours, and the meetings take 6." in problem.what
    assert [p.code for p in look(collect((*sample_collection().versions, unpaid))).problems] == [
        p.code for p in look(sample_collection()).problems
    ]


def test_a_practices_own_view_of_the_group_is_no_fact_about_it() -> None:
    said = said_by_the_group(
        "working_at_scale", {Address("scale.population"): Decimal(1)}, kind="practice"
    )
    assert group_facts(collect([said]), ROUND).population is None
