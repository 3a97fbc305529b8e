from matplotlib.text import Text

from stocktake.charts.cell import NOT_APPLICABLE, NOT_ASSESSED, known
from stocktake.charts.chart import Chart, Paper
from stocktake.charts.ratings_by_domain import DomainRatings, Rated, RatingsByDomain, draw


def rated(id_: str, level: int) -> Rated:
    return Rated(id_, f"How well is {id_} done?", known(level), f"{level} level")


def two_domains() -> RatingsByDomain:
    missing = Rated("d3", "Do we use data to decide?", NOT_ASSESSED, "Not known")
    left_out = Rated("d4", "Who can see what?", NOT_APPLICABLE, "Not applicable")
    return RatingsByDomain(
        (
            DomainRatings("access", "Access", 2, (rated("a1", 2), rated("a2", 3))),
            DomainRatings(
                "digital", "Digital", None, (rated("d1", 1), rated("d2", 0), missing, left_out)
            ),
        )
    )


def texts(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.findobj(Text)]


def test_the_finding_is_how_many_are_low_and_where() -> None:
    chart = draw(two_domains(), Paper())
    assert chart.title == "Two of 4 ratings are at 0 or 1, most of them in Digital"
    assert chart.summary == (
        "Of 6 ratings, 1 at 0 Not in place, 1 at 1 Started, 1 at 2 Basic and 1 at 3 Reliable; "
        "1 not known; 1 not applicable."
    )


def test_without_a_low_rating_it_says_so() -> None:
    data = RatingsByDomain((DomainRatings("access", "Access", 3, (rated("a1", 3),)),))
    assert draw(data, Paper()).title == "None of 1 rating is below level 2"


def test_the_table_has_every_rating_in_words() -> None:
    rows = draw(two_domains(), Paper()).table.rows
    assert rows[0] == ("Access", "2 Basic", "How well is a1 done?", "2 level")
    assert rows[4] == ("Digital", "not assessed", "Do we use data to decide?", "Not known")


def test_each_cell_leads_to_its_question() -> None:
    spots = draw(two_domains(), Paper()).hotspots
    assert [spot.key for spot in spots][:3] == [
        ("access", "a1"),
        ("access", "a2"),
        ("digital", "d1"),
    ]
    assert spots[0].words == "Access. How well is a1 done? 2 level."


def test_the_question_stands_beside_its_digit_where_there_is_room() -> None:
    wide = " ".join(texts(draw(two_domains(), Paper(width=1000))))
    narrow = texts(draw(two_domains(), Paper(width=620, text_factor=2)))
    assert "How well is a1" in wide
    assert not any("How well" in text for text in narrow)
    assert {"0", "1", "2", "3"} <= set(narrow)


def test_what_is_not_known_is_never_a_digit() -> None:
    data = two_domains().domains[1]
    only = RatingsByDomain((DomainRatings(data.id, data.name, None, data.ratings[2:]),))
    chart = draw(only, Paper())
    key = {"0", "1", "2", "3", "4"}
    assert [text for text in texts(chart) if text in key] == sorted(key)
    assert chart.title == "Nothing has been rated yet"
