from pathlib import Path

import pytest
from matplotlib import image

from stocktake.charts import CHARTS
from stocktake.charts.chart import Chart, Paper, save
from stocktake.charts.palette import DARK
from stocktake.errors import StocktakeError


@pytest.fixture
def drawn(plausible: dict[str, object]) -> Chart:
    return CHARTS["now_and_needed"].draw(plausible["now_and_needed"], Paper(DARK))


def test_a_saved_png_has_200_dots_to_the_inch_and_its_alternative_text(
    drawn: Chart, tmp_path: Path
) -> None:
    path = tmp_path / "chart.png"
    save(drawn, path)
    high, wide, _ = image.imread(path).shape
    assert (wide, high) == (drawn.size_px[0] * 2, drawn.size_px[1] * 2)
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert drawn.alt_text.encode() in content


def test_a_saved_png_keeps_the_colour_it_was_drawn_on(drawn: Chart, tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    save(drawn, path)
    corner = tuple(round(part * 255) for part in image.imread(path)[0, 0, :3])
    assert corner == (0x1B, 0x21, 0x28)


def test_a_saved_svg_names_its_marks_and_says_what_it_shows(drawn: Chart, tmp_path: Path) -> None:
    path = tmp_path / "chart.SVG"
    save(drawn, path)
    content = path.read_text("utf-8")
    assert content.startswith("<?xml")
    assert content.rstrip().endswith("</svg>")
    assert 'id="now:access"' in content
    assert drawn.title in content


def test_a_saved_pdf_is_whole(drawn: Chart, tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    save(drawn, path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_every_chart_can_be_saved_in_every_way(
    name: str, ending: str, plausible: dict[str, object], tmp_path: Path
) -> None:
    path = tmp_path / f"{name}{ending}"
    save(CHARTS[name].draw(plausible[name], Paper()), path)
    assert path.stat().st_size > 5_000


def test_another_kind_of_picture_is_refused_with_what_to_do(drawn: Chart, tmp_path: Path) -> None:
    with pytest.raises(StocktakeError, match=r"End the name in \.png, \.svg or \.pdf") as caught:
        save(drawn, tmp_path / "chart.bmp")
    assert caught.value.code == "unknown_picture_kind"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_plainly(drawn: Chart, tmp_path: Path) -> None:
    with pytest.raises(StocktakeError, match=r"could not be saved as chart\.png") as caught:
        save(drawn, tmp_path / "gone" / "chart.png")
    assert caught.value.code == "picture_not_saved"
