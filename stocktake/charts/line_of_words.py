"""A line of words of a chart, placed by its baseline.

Imports matplotlib, so it is imported when the first words are written and not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from matplotlib.colors import to_rgba
from matplotlib.text import Text

from stocktake.charts import fonts

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

_SHARE_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""How much of a line stands before its place."""


class LineOfWords(Text):
    """Words on one line, level or reading upwards.

    matplotlib lays words out afresh each time they are drawn, in lines, boxes and wraps, which was
    more than a third of the time a chart took. A line that stands on its own baseline needs no more
    than its width, and that was measured when the chart was planned.
    """

    def draw(self, renderer: RendererBase) -> None:
        """Paint the words with what paints the chart."""
        words = self.get_text()
        if not (self.get_visible() and words):
            return
        x, y = self._start(renderer, words)
        height = renderer.get_canvas_width_height()[1]
        renderer.open_group("text", self.get_gid())
        pen = renderer.new_gc()
        pen.set_foreground(to_rgba(self.get_color(), self.get_alpha()), isRGBA=True)
        down = height - y if renderer.flipy() else y
        font, turned = self.get_fontproperties(), self.get_rotation()
        renderer.draw_text(pen, x, down, words, font, turned)
        pen.restore()
        renderer.close_group("text")

    def _start(self, renderer: RendererBase, words: str) -> tuple[float, float]:
        """Where the baseline begins, in the renderer's pixels from the bottom left."""
        x, y = self.get_transform().transform(self.get_position())
        before = _SHARE_BEFORE[self.get_horizontalalignment()]
        if before:
            width = fonts.width_points(words, self.get_fontproperties())
            before *= cast(float, renderer.points_to_pixels(width))
        return (x, y - before) if self.get_rotation() else (x - before, y)
