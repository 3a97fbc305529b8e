"""What a child process sends of a workbook that is read for what it comes to, without its answers.

A merge of thousands takes up the figures that each workbook carries and lets its answers go, so
they are not sent: they are checked, and which kinds of value stand where is said. Wherever that
would not come to the same, everything is sent as ever (``reading.read_many_in_brief``).
"""

from __future__ import annotations

import msgspec

from stocktake.merge.figures import figures_from
from stocktake.workbooks.payload_json import in_brief as return_in_brief
from stocktake.workbooks.payload_pieces import Cut
from stocktake.workbooks.received import InBrief, Received


def in_brief(found: Received, made_with: str) -> Received:
    """Put figures in the place of answers.

    Args:
        found: what was found in a file.
        made_with: what the figures have to be worked out with.

    Returns:
        What was found as it is, where there are no such figures or something is wrong with it.
    """
    if not found.is_trusted:
        return found
    try:
        head = msgspec.json.decode(found.payload or "", type=Cut)
        if not head.has_figures or head.groups:
            return found
        *returns, last = found.returns
        figures = figures_from(last)
        if figures.made_with != made_with:
            return found
        bare = [return_in_brief(each) for each in returns]
    except (msgspec.DecodeError, UnicodeError, ValueError, RecursionError):
        return found
    kept = [each for each in bare if each is not None]
    if len(kept) < len(bare):
        return found
    kinds = tuple(kinds for _, kinds in kept)
    packed = figures.packed()
    return msgspec.structs.replace(
        found,
        payload=msgspec.json.encode(msgspec.structs.replace(head, has_figures=False)).decode(),
        returns=tuple(text for text, _ in kept),
        brief=InBrief(packed.made_with, dict(packed.of), packed.text, kinds),
    )
