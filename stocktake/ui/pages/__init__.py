"""The screens, in the order of the navigation.

To add one: write ``pages/<name>.py`` with a ``Page``, and add a ``PageSpec`` to ``PAGES`` below. A
test fails until it opens on an empty workspace.
"""

from __future__ import annotations

from stocktake.ui.page import PageSpec

PAGES: tuple[PageSpec, ...] = ()
