"""A page of a workbook about several practices: of a PCN, or of an area beyond one."""

from __future__ import annotations

from collections.abc import Sequence

from stocktake.workbooks.exports.page import Cell, Content, Heading, Page

SAMPLE_WORDS = "Sample - made-up practices"

_MOST_HEADER = 60


class GroupPage(Page):
    """One page, with muted lines, headings within it, and whose it is in its header."""

    def note(self, text: str) -> None:
        """Add a muted line."""
        self.line(text, "subtitle")

    def section(self, text: str) -> None:
        """Add a heading within the page."""
        self.line(text, "section")

    def listed(
        self, title: str, headings: Sequence[Heading], rows: Sequence[Sequence[Content | Cell]]
    ) -> None:
        """Add a heading and its table, or the word that there is nothing to list."""
        self.section(title)
        if rows:
            self.table(title, headings, rows)
        else:
            self.line("None.")
            self.gap()

    def name_group(self, name: str, as_at: str, *, is_sample: bool) -> None:
        """Put in the header and footer whose figures these are, and of when.

        Args:
            name: the group and its year.
            as_at: when its practices were assessed, in words.
            is_sample: its practices are made up.
        """
        head, foot = self.sheet.oddHeader, self.sheet.oddFooter
        head.left.text = name[:_MOST_HEADER].replace("&", "&&")
        head.center.text = SAMPLE_WORDS if is_sample else None
        foot.center.text = as_at
