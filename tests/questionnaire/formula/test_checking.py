"""What does not fit a form is found before the form is filled in."""

from __future__ import annotations

import pytest

from stocktake.questionnaire.formula import Named, check, parse

NAMES = {
    "profile.list_size": Named("question", "number"),
    "profile.imd_version": Named("question", "choice", codes=frozenset({"2019", "2025"})),
    "profile.ods_code": Named("question", "text"),
    "profile.training": Named("question", "yes_no", codes=frozenset({"yes", "no"})),
    "quality.cqc_date": Named("question", "date"),
    "demand.m_routes": Named("question", "rating"),
    "partnership.groups": Named("question", "choices", codes=frozenset({"pcn", "lmc", "none"})),
    "leadership.agreement": Named(
        "question", "choice", codes=frozenset({"signed_current", "partial", "none"})
    ),
    "ind.gp_wte": Named("indicator", "number"),
    "ind.dspt_ok": Named("indicator", "truth"),
    "finance.total": Named("calculated", "any"),
    "workforce.roles": Named("table", "any", table="workforce.roles"),
    "workforce.roles.wte": Named("column", "number", table="workforce.roles"),
    "workforce.roles.role": Named(
        "column",
        "choice",
        table="workforce.roles",
        codes=frozenset({"gp_partner", "nurse"}),
        extras=frozenset({"group"}),
    ),
    "workforce.roles.group": Named("column", "text", table="workforce.roles"),
    "premises.table": Named("table", "any", table="premises.table"),
    "premises.table.kind": Named(
        "column", "choice", table="premises.table", codes=frozenset({"main", "branch"})
    ),
}


@pytest.mark.parametrize(
    "formula",
    [
        "${profile.list_size} > 0 and ${profile.imd_version} = '2025'",
        "${profile.imd_version} = 2025 or ${profile.imd_version} >= 2019",
        "${profile.ods_code} != '' and ${leadership.agreement} != ''",
        "${quality.cqc_date} >= '2024-01-01' and ${quality.cqc_date} <= today() + 365",
        "${demand.m_routes} >= 3 and in(${leadership.agreement}, 'partial', 'none')",
        "selected(${partnership.groups}, 'pcn') or ${partnership.groups} = 'none'",
        "sum-if(${workforce.roles.wte}, ${workforce.roles.group} = 'GP_FQ') div ${ind.gp_wte}",
        "sum(${workforce.roles.wte}) + count-if(${premises.table.kind} = 'main')",
        "count-if(${workforce.roles.wte} = max(${workforce.roles.wte}))",
        "sum-if(${workforce.roles.wte}, choice-value(${workforce.roles.role}, 'group') = 'NUR')",
        "count(${workforce.roles}) > 0",
        "indexed-repeat(${workforce.roles.wte}, ${workforce.roles}, 1) > 0",
        "join(', ', ${workforce.roles.group})",
        "jr:choice-name(${leadership.agreement}, '${leadership.agreement}')",
        "string-length(concat(${profile.ods_code}, 'x')) > 3",
        "${ind.dspt_ok} and not(${profile.training} = 'no')",
        "coalesce(${ind.gp_wte}, 0) >= 1",
        "${finance.total} > 3 and ${finance.total} = 'x'",
    ],
)
def test_a_formula_that_fits_has_no_faults(faults, formula) -> None:
    assert faults(formula, names=NAMES) == []


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("${profile.listsize} > 0", "unknown_id"),
        ("sum(${workforce.roles.wtes})", "unknown_id"),
        ("jr:choice-name(${leadership.agreement}, '${gone}')", "unknown_id"),
        ("indexed-repeat(${gone}, ${workforce.roles}, 1)", "unknown_id"),
        ("${leadership.agreement} = 'signed'", "unknown_code"),
        ("'partal' != ${leadership.agreement}", "unknown_code"),
        ("in(${leadership.agreement}, 'partial', 'nothing')", "unknown_code"),
        ("selected(${partnership.groups}, 'pcns')", "unknown_code"),
        ("${profile.imd_version} = 2024", "unknown_code"),
        ("${profile.training} = 'Yes'", "unknown_code"),
        ("count-if(${premises.table.kind} = 'mian')", "unknown_code"),
        ("${workforce.roles.wte} > 1", "column_outside"),
        ("max(${workforce.roles.wte}, 1)", "column_outside"),
        ("sum(${profile.list_size})", "no_table"),
        ("count-if(1 = 1)", "no_table"),
        ("min(${ind.gp_wte})", "no_table"),
        ("${workforce.roles} = 1", "table_alone"),
        ("sum(${workforce.roles})", "table_alone"),
        ("choice-value(${leadership.agreement}, 'group') = 'x'", "unknown_extra"),
        ("regex(${profile.ods_code}, ${profile.ods_code})", "pattern_not_written"),
        ("${profile.ods_code} > 3", "order_of_text"),
        ("3 <= ${leadership.agreement}", "order_of_text"),
        ("${profile.list_size} > 'many'", "order_of_text"),
        ("concat('a', 'b') < 3", "order_of_text"),
        ("${quality.cqc_date} = '30/06/2026'", "not_a_date"),
        ("${profile.training} and 1 = 1", "truth_of_choice"),
        ("not(${profile.training})", "truth_of_choice"),
        ("if(${profile.training}, 1, 2)", "truth_of_choice"),
        ("position(..) = 1", "no_row"),
        (". > 0", "no_self"),
        ("once(1)", "no_self"),
        ("indexed-repeat(${workforce.roles.wte}, ${premises.table}, 1)", "other_table"),
    ],
)
def test_what_does_not_fit_is_found(faults, formula, code) -> None:
    assert faults(formula, names=NAMES) == [code]


def test_columns_of_two_tables_in_one_table_function_are_found(faults) -> None:
    formula = "sum-if(${workforce.roles.wte}, ${premises.table.kind} = 'main')"
    assert "two_tables" in faults(formula, names=NAMES)


def test_a_rule_of_a_table_may_name_its_own_columns_and_no_others(faults) -> None:
    scope = {"names": NAMES, "row_table": "workforce.roles", "this_id": "workforce.roles.wte"}
    assert faults("${workforce.roles.wte} <= 2 and . >= 0 and position(..) < 9", **scope) == []
    assert faults("${premises.table.kind} = 'main'", **scope) == ["column_outside"]
    assert faults("count-if(${premises.table.kind} = 'main') = 1", **scope) == []


def test_the_dot_is_checked_as_the_answer_it_stands_for(faults) -> None:
    scope = {"names": NAMES, "this_id": "leadership.agreement"}
    assert faults(". = 'partial'", **scope) == []
    assert faults(". = 'other'", **scope) == ["unknown_code"]
    assert faults(". > 3", **scope) == ["order_of_text"]


def test_every_fault_is_listed_in_the_order_written(form_names) -> None:
    found = check(parse("${gone} = 1 or ${leadership.agreement} = 'x'"), form_names(NAMES))
    assert [(fault.code, fault.position) for fault in found] == [
        ("unknown_id", 1),
        ("unknown_code", 42),
    ]


@pytest.mark.parametrize(
    ("formula", "meant"),
    [
        ("${profile.listsize}", "${profile.list_size}"),
        ("${Profile.List_Size}", "${profile.list_size}"),
        ("${leadership.agreement} = 'partal'", "'partial'"),
        ("choice-value(${workforce.roles.role}, 'groups')", "'group'"),
    ],
)
def test_a_slip_of_the_pen_gets_the_word_that_was_meant(form_names, formula, meant) -> None:
    scope = form_names(NAMES, row_table="workforce.roles")
    assert f"Did you mean {meant}?" in check(parse(formula), scope)[0].message
