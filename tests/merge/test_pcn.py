"""The PCN's view: the decision page in its order, names by consent, and figures with their base."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from stocktake.errors import StocktakeError
from stocktake.merge.collection import collect
from stocktake.merge.member import (
    Duty,
    Expected,
    GapCell,
    GapKind,
    Level,
    LevelStatus,
    NeedLine,
    Progress,
    StaffLine,
    WeaknessLine,
)
from stocktake.merge.pcn import DecisionAsked, PcnInputs, view
from tests.merge.making import NO_DATED, at, harbour_and_vale, practice, received, short_by

SHY = {"show_name": False}
REQUIRED = {"best_guess": {"access": (3, 3), "digital": (2, 3), "estate": (None, None)}}


def duty(is_short, duty_id="ACC-01"):
    return (Duty(duty_id, "Same-day urgent care", is_short),)


def see(members, **changes):
    facts = {"pcn_name": "Harbour & Vale", "round": "2026/27", "members": tuple(members)}
    return view(PcnInputs(**facts | {"requirements": REQUIRED} | changes))


def test_the_view_carries_its_base_and_the_decisions_asked():
    empty = see(harbour_and_vale(), missing=(Expected("X", "Exmoor", Decimal(13888)),))
    assert empty.base.words == "4 of 5 practices, 71% of patients"
    assert empty.decisions == ()
    asked = DecisionAsked("Fund a shared pharmacist", Decimal(30000), "PCN", date(2027, 4, 1), 3)
    assert see(harbour_and_vale(), decisions=(asked,)).decisions == (asked,)


def test_the_priorities_are_those_of_the_confirmed_lists():
    seen = see(harbour_and_vale())
    assert [each.label for each in seen.voice.one_voice] == ["A", "C", "B"]
    waiting = see(harbour_and_vale(Q={"top_five": None}))
    assert waiting.voice.headline == "3 of 4 have said; A and C wanted by all three"


def test_the_heat_map_has_named_rows_and_a_lettered_one():
    seen = see(harbour_and_vale(O=SHY))
    assert [row.label for row in seen.heat_map] == [
        "Fellgate", "Millbrook", "Quayside", "practice A",
    ]  # fmt: skip
    assert seen.heat_map[-1].levels["access"].level == 1
    assert [problem.code for problem in seen.problems] == ["letter_can_be_worked_out"]


def test_letters_are_kept_when_the_view_is_made_again():
    first = see(harbour_and_vale(O=SHY, F=SHY))
    late = practice("Z", 1, show_name=False)
    again = see([*harbour_and_vale(O=SHY, F=SHY), late], letters=first.letters)
    assert {code: again.labels[code] for code in "OF"} == {c: first.labels[c] for c in "OF"}


def test_a_row_left_out_is_left_out_of_the_counts_as_well():
    seen = see(harbour_and_vale(O=SHY), row_left_out=frozenset({"O"}))
    assert [row.label for row in seen.heat_map] == ["Fellgate", "Millbrook", "Quayside"]
    access = next(row for row in seen.domains if row.domain == "access")
    assert access.shown.total == "3 of 4 answered"
    assert [count.practices for count in access.shown.counts.at] == [0, 0, 2, 1, 0]
    assert seen.problems == ()
    assert len(seen.answered) == 4


def test_outliers_follow_the_naming_rule():
    digital = next(row for row in see(harbour_and_vale()).domains if row.domain == "digital")
    assert digital.outliers == ("Fellgate",)
    shy = see(harbour_and_vale(F=SHY, O=SHY))
    digital = next(row for row in shy.domains if row.domain == "digital")
    assert digital.outliers == (shy.labels["F"],)
    assert shy.labels["F"].startswith("practice ")


def test_the_domain_table_says_patients_at_or_above_the_catalogues_line():
    rows = {row.domain: row for row in see(harbour_and_vale()).domains}
    assert rows["access"].share_words == "27% of patients at 3 or above"
    assert rows["digital"].required == 2
    assert rows["estate"].share is None
    assert rows["estate"].share_words == "no dated expectation"
    later = {row.domain: row for row in see(harbour_and_vale(), year=2027).domains}
    assert later["digital"].share_words == "63% of patients at 3 or above"


def test_practices_are_short_of_their_own_requirement_out_of_those_that_can_be_told():
    def gaps(*cells):
        return {"gaps": {"best_guess": {"estate": cells, "access": (short_by(0),) * 2}}}

    unknown = GapCell(GapKind.UNKNOWN)
    seen = see(
        harbour_and_vale(
            Q=gaps(NO_DATED, short_by(1)),
            M=gaps(NO_DATED, short_by(0)),
            O=gaps(NO_DATED, unknown),
            F=gaps(NO_DATED, NO_DATED),
        )
    )
    rows = {(row.certainty, row.domain, row.year): row for row in seen.requirements}
    assert rows["best_guess", "estate", 2026].words == "no dated expectation"
    assert rows["best_guess", "estate", 2027].words == "1 of 2 practices short"
    assert rows["best_guess", "access", 2026].words == "0 of 4 practices short"
    assert rows["best_guess", "access", 2026].required == 3
    assert rows["firm", "access", 2026].words == "not assessed"
    assert {certainty for certainty, _, _ in rows} == {"firm", "best_guess", "stretch"}


def test_duties_overdue_are_counts_from_three_practices():
    three = {code: {"duties": duty(code == "Q")} for code in "QMO"}
    (line,) = see(harbour_and_vale(**three)).duties
    assert (line.title, line.words) == ("Same-day urgent care", "1 of 3 practices")
    two = {code: {"duties": duty(True)} for code in "QM"}
    (line,) = see(harbour_and_vale(**two)).duties
    assert line.words == "2 answered, held"
    unknown = {code: {"duties": duty(None)} for code in "QMOF"}
    assert see(harbour_and_vale(**unknown)).duties == ()


def staffed(difference):
    over = max(Decimal(difference), Decimal(0))
    have = Decimal(2) + Decimal(difference)
    line = StaffLine("hca", "Healthcare assistant", have, Decimal(3), None, Decimal(2), over)
    return {"staff": (line,)}


def test_help_is_listed_only_between_practices_that_agreed_to_be_named():
    seen = see(harbour_and_vale(Q=staffed("0.4"), M=staffed("-0.3"), O={**staffed("-0.2"), **SHY}))
    (offered,) = seen.help.sharing
    assert offered.sentence == (
        "0.3 WTE healthcare assistant could move from Quayside to Millbrook."
    )
    (everyone,) = seen.sharing
    assert everyone.residual == Decimal("0.1")
    assert "practice A" in everyone.sentence


def test_who_answered_says_how_far_signed_and_which_version():
    done = {"progress": Progress(20, 20), "signed_version": 2}
    members = harbour_and_vale(
        Q={**done, "form_versions": {"practice_stocktake": "2026.1"}},
        M={"progress": Progress(3, 20)},
    )
    rows = {row.label: row for row in see(members, missing=(Expected("X", "Exmoor"),)).answered}
    assert (rows["Quayside"].progress, rows["Quayside"].sign_off) == ("complete", "signed v2")
    assert rows["Quayside"].versions == "2026.1"
    assert (rows["Millbrook"].progress, rows["Millbrook"].sign_off) == ("part", "draft")
    assert (rows["Exmoor"].progress, rows["Exmoor"].sign_off) == ("not yet", "")


def test_an_older_form_is_listed_and_left_out():
    versions = {code: {"form_versions": {"practice_stocktake": "2026.2"}} for code in "QMO"}
    old = {"F": {"form_versions": {"practice_stocktake": "2026.1"}}}
    seen = see(harbour_and_vale(**versions, **old))
    assert [other.code for other in seen.other_versions] == ["F"]
    access = next(row for row in seen.domains if row.domain == "access")
    assert access.shown.total == "3 of 4 answered"
    assert seen.base.practices == 4


def test_needs_and_weaknesses_are_grouped_with_shared_words():
    need = NeedLine("estate", "space", "icb", "Two more rooms")
    weak = WeaknessLine("space", "estate", "high", "icb", "No room for trainees")
    seen = see(
        harbour_and_vale(
            Q={"needs": (need, replace(need, text="")), "weaknesses": (weak,)},
            M={"needs": (need,), "weaknesses": (replace(weak, theme="people"), weak)},
        )
    )
    (row,) = seen.needs
    assert (row.count, row.practices, row.examples) == (3, 2, ("Two more rooms",))
    assert [(each.theme, each.count) for each in seen.weaknesses] == [("space", 2), ("people", 1)]


def test_conflicts_not_yet_settled_are_problems_of_the_view():
    conflicts = collect([received("a.xlsx"), received("b.xlsx", says="no")]).conflicts()
    seen = see(harbour_and_vale(), conflicts=conflicts)
    assert [problem.code for problem in seen.problems] == ["X01"]
    assert seen.conflicts == conflicts


def test_an_example_is_marked_as_made_up():
    samples = [replace(each, is_sample=True) for each in harbour_and_vale()]
    assert see(samples).is_sample
    assert not see(harbour_and_vale()).is_sample


def test_a_view_of_nobody_is_empty_and_says_so():
    seen = see([], missing=(Expected("X", "Exmoor"),))
    assert seen.base.words == "0 of 1 practice (early view)"
    assert seen.heat_map == seen.duties == seen.requirements == ()
    assert seen.voice.headline == "no practice has confirmed its five yet"


def test_one_code_twice_is_refused():
    with pytest.raises(StocktakeError) as refused:
        see([practice("P", 1), practice("P", 2)])
    assert refused.value.code == "members_overlap"


def test_the_order_of_practices_makes_no_difference():
    members = harbour_and_vale(O=SHY, F=SHY)
    assert see(members) == see(list(reversed(members)))


def money(level, **facts):
    """A practice's own figures in finance, beside those of access."""
    cells = (short_by(2, headroom=0),)
    return facts | {
        "levels": {"access": at(2), "finance": at(level)},
        "gaps": {"best_guess": {"finance": cells, "access": cells}},
    }


def test_finance_is_held_below_five_practices_and_never_shown_by_practice():
    four = see(harbour_and_vale(Q=money(0), M=money(3), O=money(3), F=money(3)))
    finance = next(row for row in four.domains if row.domain == "finance")
    assert finance.shown.range_words == "4 answered, held"
    assert (finance.shown.counts, finance.share, finance.outliers) == (None, None, ())
    required = [row for row in four.requirements if row.domain == "finance"]
    told = [row for row in required if row.certainty == "best_guess"]
    assert [(row.counts, row.words) for row in told] == [(None, "4 answered, held")]
    others = [row for row in four.requirements if row.domain == "access"]
    assert "4 of 4 practices short" in [row.words for row in others]
    for row in four.heat_map:
        assert row.levels["finance"] == Level(status=LevelStatus.HELD)
        assert row.levels["access"] == at(2)
        assert row.gaps["best_guess"]["finance"] == (GapCell(GapKind.HELD),)
        assert row.gaps["best_guess"]["access"] == (short_by(2),)


def test_from_five_practices_finance_is_a_figure_of_the_pcn_and_still_of_none_of_them():
    fifth = practice("Z", 1, levels={"finance": 4})
    members = [*harbour_and_vale(Q=money(0), M=money(3), O=money(3), F=money(3)), fifth]
    five = see(members)
    finance = next(row for row in five.domains if row.domain == "finance")
    assert [count.practices for count in finance.shown.counts.at] == [1, 0, 0, 3, 1]
    assert finance.outliers == ()
    assert {row.levels["finance"].status for row in five.heat_map} == {LevelStatus.HELD}


def test_nobody_is_paired_over_finance():
    able = {"willing_to_help": True}
    above = {"finance": (short_by(0, headroom=1),), "access": (short_by(0, headroom=1),)}
    seen = see(
        harbour_and_vale(Q=able | {"gaps": {"best_guess": above}}, M=money(1)),
    )
    assert [(each.domain, each.helper, each.helped) for each in seen.help.mentors] == [
        ("access", "Q", "M")
    ]
