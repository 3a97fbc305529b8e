"""The Tab key goes down a page in reading order, whenever its parts were made."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_order(parts: Sequence[QWidget]) -> None:
    """Make Tab go through the parts of a page one after another; inside each nothing changes."""
    if not parts:
        return
    stops: dict[QWidget, list[QWidget]] = {part: [] for part in parts}
    start = parts[0]
    each = start.nextInFocusChain()
    while each is not None and each is not start:
        holder: QWidget | None = each
        while holder is not None and holder not in stops:
            holder = holder.parentWidget()
        if holder is not None and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops[holder].append(each)
        each = each.nextInFocusChain()
    order = [stop for part in parts for stop in stops[part]]
    for before, after in itertools.pairwise(order):
        QWidget.setTabOrder(before, after)
