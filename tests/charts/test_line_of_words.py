"""Lines of words stand where they were planned to."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray

from stocktake.charts import fonts
from stocktake.charts.line_of_words import LineOfWords


def painted(
    kind: type[Text], across: str, rotation: int, words: str = "Getting ready", dpi: int = 100
) -> NDArray[np.int_]:
    """The darkness of every pixel of a picture with one line in its middle."""
    figure = Figure(figsize=(3, 3), dpi=dpi)
    text = kind(0.5, 0.5, words, ha=across, va="baseline", rotation=rotation)
    text.set(rotation_mode="anchor", fontproperties=fonts.font(12), parse_math=False)
    figure.add_artist(text)
    canvas = FigureCanvasAgg(figure)
    with rc_context({"text.hinting": "none"}):
        canvas.draw()  # type: ignore[no-untyped-call]
    return 255 - np.asarray(canvas.buffer_rgba())[:, :, 0].astype(int)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("dpi", [100, 200])
@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize("across", ["left", "center", "right"])
def test_a_line_looks_as_matplotlib_would_paint_it(across: str, rotation: int, dpi: int) -> None:
    ours = painted(LineOfWords, across, rotation, dpi=dpi)
    theirs = painted(Text, across, rotation, dpi=dpi)
    assert ours.max() == 255
    # A line may begin part of a pixel from where matplotlib begins it, which rounds widths.
    for axis in (0, 1):
        at = np.arange(ours.shape[0])
        middles = [(each.sum(axis) * at).sum() / each.sum() for each in (ours, theirs)]
        assert abs(middles[0] - middles[1]) < 1
    assert ours.sum() == pytest.approx(theirs.sum(), rel=0.05)


def test_no_words_paint_nothing() -> None:
    assert painted(LineOfWords, "left", 0, "").sum() == 0


@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_a_line_is_in_a_saved_picture(kind: str) -> None:
    def saved(words: str) -> int:
        figure, stream = Figure(figsize=(3, 3)), BytesIO()
        figure.add_artist(LineOfWords(0.5, 0.5, words, fontproperties=fonts.font(12)))
        figure.savefig(stream, format=kind)
        return len(stream.getvalue())

    assert saved("Getting ready") > saved("") + 200
