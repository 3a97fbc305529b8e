from dataclasses import replace

from stocktake.charts.chart import Paper
from stocktake.charts.moved import DomainMoved, Moved, draw

UP = DomainMoved("access", "Access", 2, 3, up=3, down=0, compared=4)
DOWN = DomainMoved("digital", "Digital", 3, 2, up=0, down=1, compared=4)
STILL = DomainMoved("voice", "Voice", 2, 2, compared=3)
UNKNOWN = DomainMoved("estates", "Estates", None, None)


def of(*rows: DomainMoved) -> Moved:
    return Moved("2025/26", "2026/27", rows, "Harbour & Vale PCN")


def test_then_is_a_ring_and_now_a_dot_with_the_way_between() -> None:
    chart = draw(of(UP, STILL, UNKNOWN), Paper())
    names = {artist.get_gid() for artist in chart.figure.findobj()}
    assert {"then:access", "now:access", "way:access", "then:voice", "now:voice"} <= names
    assert "way:voice" not in names
    assert "hatch:estates" in names
    assert "now:estates" not in names


def test_the_words_count_practices_and_average_nothing() -> None:
    chart = draw(of(UP, DOWN, STILL, UNKNOWN), Paper())
    spots = {spot.key[0]: spot.words for spot in chart.hotspots}
    assert spots["access"] == "Access: then 2 Basic; now 3 Reliable; 3 up, of 4."
    assert spots["voice"].endswith("none of 3 moved.")
    assert chart.table.rows[1] == ("Digital", "3", "2", "0", "1", "4")
    assert chart.table.rows[3] == ("Estates", "not compared", "not compared", "0", "0", "0")


def test_the_title_says_which_way_most_went() -> None:
    assert draw(of(UP, STILL), Paper()).title == (
        "More practices went up than down in 1 domain since 2025/26"
    )
    assert draw(of(DOWN), Paper()).title.startswith("More practices went down than up in 1 domain")
    mixed = replace(UP, up=2, down=2)
    assert draw(of(mixed), Paper()).title.startswith("As many practices went up as down")
    assert draw(of(UNKNOWN), Paper()).title == "No practice has levels in both rounds"


def test_the_summary_says_what_cannot_be_compared() -> None:
    assert draw(of(UP, DOWN, STILL, UNKNOWN), Paper()).summary == (
        "Of 3 domains, more practices went up than down in 1, more went down than up in 1, and as "
        "many went up as down in 1; 1 cannot be compared."
    )


def test_a_held_row_says_so_and_is_never_nought() -> None:
    held = DomainMoved("finance", "Finance", None, None, held="4 answered, held")
    chart = draw(of(UP, held), Paper())
    assert chart.table.rows[1] == (
        "Finance", "held", "held", "held", "held", "4 answered, held",
    )  # fmt: skip
    spots = {spot.key[0]: spot.words for spot in chart.hotspots}
    assert spots["finance"] == "Finance: 4 answered, held."
