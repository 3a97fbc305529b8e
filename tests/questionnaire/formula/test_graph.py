"""What depends on what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.formula import DependencyGraph, parse

INDICATORS = {
    "ind.per_room": ("profile.list_size", "premises.rooms"),
    "ind.at_risk_share": ("ind.at_risk", "ind.gp_wte"),
    "ind.at_risk": ("ind.gp_wte", "workforce.leaving.leave_5y"),
    "ind.gp_wte": ("workforce.roles.wte", "workforce.roles.group"),
    "workforce.roles.group": ("workforce.roles.role",),
}


def test_only_what_a_change_touches_is_worked_out_again_in_order() -> None:
    graph = DependencyGraph(INDICATORS)
    assert graph.cycle == ()
    assert graph.dependants(["workforce.roles.role"]) == (
        "workforce.roles.group",
        "ind.gp_wte",
        "ind.at_risk",
        "ind.at_risk_share",
    )
    assert graph.dependants(["profile.list_size"]) == ("ind.per_room",)
    assert graph.dependants(["nothing.refers_to_this"]) == ()
    assert graph.dependants(["premises.rooms", "workforce.leaving.leave_5y"]) == (
        "ind.per_room",
        "ind.at_risk",
        "ind.at_risk_share",
    )


def test_a_changed_name_comes_back_only_when_another_change_reaches_it() -> None:
    graph = DependencyGraph(INDICATORS)
    assert "ind.gp_wte" not in graph.dependants(["ind.gp_wte"])
    assert "ind.gp_wte" in graph.dependants(["ind.gp_wte", "workforce.roles.wte"])


def test_a_cycle_is_given_as_the_way_round_it() -> None:
    graph = DependencyGraph({"a": ["q", "b"], "b": ["c"], "c": ["a"], "d": ["q"], "e": ["a"]})
    assert graph.cycle == ("a", "b", "c", "a")
    assert graph.order == ("d",)
    assert DependencyGraph({"a": ["a"]}).cycle == ("a", "a")


def test_a_graph_is_made_from_what_formulas_name() -> None:
    formulas = {"total": "${a} + ${b}", "share": "${a} div ${total} * 100"}
    graph = DependencyGraph({name: parse(text).references for name, text in formulas.items()})
    assert graph.dependants(["b"]) == ("total", "share")
    assert set(graph.references("share")) == {"a", "total"}
    assert graph.references("a") == ()


def test_a_very_long_chain_is_put_in_order() -> None:
    count = 5_000
    graph = DependencyGraph({f"n{i}": [f"n{i + 1}"] for i in range(count)})
    assert graph.order[0] == f"n{count - 1}"
    assert graph.dependants([f"n{count}"]) == tuple(f"n{i}" for i in reversed(range(count)))


NAMES = st.sampled_from("abcdefgh")
GRAPHS = st.dictionaries(NAMES, st.lists(NAMES, max_size=3), max_size=8)


@given(GRAPHS, st.lists(NAMES, max_size=3))
def test_every_formula_comes_after_what_it_names_unless_there_is_a_cycle(references, changed):
    graph = DependencyGraph(references)
    place = {name: number for number, name in enumerate(graph.order)}
    for name in graph.order:
        for other in references[name]:
            assert other not in references or place[other] < place[name]
    if graph.cycle:
        around = zip(graph.cycle, graph.cycle[1:], strict=False)
        assert all(after in references[before] for before, after in around)
        assert graph.cycle[0] == graph.cycle[-1]
    else:
        assert set(graph.order) == set(references)
        again = graph.dependants(changed)
        assert list(again) == sorted(again, key=place.__getitem__)
