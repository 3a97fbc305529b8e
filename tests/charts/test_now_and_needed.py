from dataclasses import replace

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from stocktake.charts.cell import NONE_DATED, known
from stocktake.charts.chart import Chart, Paper
from stocktake.charts.now_and_needed import DomainStanding, NowAndNeeded, draw
from stocktake.charts.palette import LIGHT


def mark(chart: Chart, name: str) -> Line2D:
    (found,) = chart.figure.findobj(lambda artist: artist.get_gid() == name)
    assert isinstance(found, Line2D)
    return found


def names(chart: Chart) -> set[str]:
    found = (artist.get_gid() for artist in chart.figure.findobj())
    return {name for name in found if name}


def words(chart: Chart, name: str) -> str:
    found = chart.figure.findobj(lambda artist: artist.get_gid() == name)
    return " ".join(text.get_text() for text in found)


def drawn(plausible: dict[str, object], year: int = 2028) -> Chart:
    data = plausible["now_and_needed"]
    assert isinstance(data, NowAndNeeded)
    return draw(replace(data, year=year), Paper())


def test_now_needed_and_the_gap_between_stand_on_their_levels(
    plausible: dict[str, object],
) -> None:
    chart = drawn(plausible)
    assert list(mark(chart, "now:population").get_xdata()) == [1]
    assert list(mark(chart, "needed:population").get_xdata()) == [3]
    gap = mark(chart, "gap:population")
    assert list(gap.get_xdata()) == [1, 3]
    assert gap.get_color() == LIGHT.gap(2)[0]
    assert words(chart, "words:population") == "2 levels short, from 5 of 6"


def test_a_dot_stands_on_the_line_of_its_level(plausible: dict[str, object]) -> None:
    chart = drawn(plausible)
    for domain, level in (("population", 1), ("access", 2), ("clinical_quality", 3)):
        dot, rule = mark(chart, f"now:{domain}"), mark(chart, f"scale:{level}")
        place = dot.get_transform().transform(dot.get_xydata()[0])
        line = rule.get_transform().transform(rule.get_xydata()[0])
        assert abs(place[0] - line[0]) < 0.01


def test_the_scale_is_always_0_to_4(plausible: dict[str, object]) -> None:
    scale = {name for name in names(drawn(plausible)) if name.startswith("scale:")}
    assert scale == {f"scale:{level}" for level in range(5)}


def test_no_dated_expectation_is_hatched_and_never_a_gap(plausible: dict[str, object]) -> None:
    chart = drawn(plausible)
    (hatch,) = chart.figure.findobj(lambda artist: artist.get_gid() == "hatch:estate")
    assert isinstance(hatch, Rectangle)
    assert hatch.get_hatch()
    assert words(chart, "words:estate") == "no dated expectation"
    assert not {"gap:estate", "needed:estate"} & names(chart)
    row = next(row for row in chart.table.rows if row[0] == "Premises and estate")
    assert row[3:5] == ("no dated expectation", "no dated expectation")


def test_not_assessed_is_a_question_mark_without_a_level(plausible: dict[str, object]) -> None:
    chart = drawn(plausible)
    assert {"unknown:finance", "hatch:finance", "needed:finance"} <= names(chart)
    assert not {"now:finance", "gap:finance"} & names(chart)


def test_the_lowest_single_rating_is_a_tick(plausible: dict[str, object]) -> None:
    assert list(mark(drawn(plausible), "floor:population").get_xdata()) == [0, 0]


def test_an_own_destination_is_drawn_in_the_last_year_only(plausible: dict[str, object]) -> None:
    assert "own:digital" not in names(drawn(plausible, 2028))
    assert list(mark(drawn(plausible, 2031), "own:digital").get_xdata()) == [4]


def test_what_is_asked_of_the_pcn_is_dashed_and_adds_no_gap(plausible: dict[str, object]) -> None:
    chart = drawn(plausible)
    asked = mark(chart, "asked:voice")
    assert asked.is_dashed()
    assert list(asked.get_xdata()) == [3, 3]
    assert words(chart, "words:voice") == "no dated expectation"


def test_the_summary_leaves_domains_without_a_dated_expectation_out() -> None:
    """The case B-T9 of the expectations content."""
    rows = (
        DomainStanding("access", "Access", 3, 3, 3, known(0)),
        DomainStanding("population", "Population", 1, 1, 2, known(1)),
        DomainStanding("estate", "Estate", 2, 2, None, NONE_DATED),
    )
    chart = draw(NowAndNeeded(2026, rows), Paper())
    assert chart.summary == (
        "1 of 2 domains is at or above what is needed by 31 March 2027; the largest gap is "
        "1 level, in Population; 1 has no dated expectation."
    )
    assert chart.title == "Population is one level short by March 2027"


def test_where_no_domain_is_ready_the_summary_stays_one_short_sentence() -> None:
    rows = tuple(DomainStanding(f"d{n}", f"Domain {n}", 2, 2, 3, known(1)) for n in range(10))
    assert draw(NowAndNeeded(2028, rows), Paper()).summary == (
        "None of 10 domains is at or above what is needed by 31 March 2029; the largest gap is "
        "1 level, in 10 domains."
    )
    assert draw(NowAndNeeded(2028, rows[:1]), Paper()).summary.startswith("0 of 1 domain is at")


def test_a_title_counts_domains_that_share_the_widest_gap(plausible: dict[str, object]) -> None:
    assert drawn(plausible).title == "Two domains are two levels short by March 2029"


def test_no_gap_anywhere_is_said_plainly() -> None:
    rows = (DomainStanding("access", "Access", 3, 3, 3, known(0)),)
    chart = draw(NowAndNeeded(2028, rows), Paper())
    assert chart.title == "Every domain that can be compared is ready for March 2029"


def test_a_level_from_some_of_its_ratings_says_from_how_many(plausible: dict[str, object]) -> None:
    data = plausible["now_and_needed"]
    assert isinstance(data, NowAndNeeded)
    whole = replace(data, domains=tuple(replace(d, answered=6) for d in data.domains))
    assert words(draw(whole, Paper()), "words:population") == "2 levels short"
    assert words(draw(data, Paper()), "words:resilience") == "ready, from 5 of 6"
