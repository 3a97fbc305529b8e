"""Why a published file is not read: one sentence each, and what to do about it."""

from __future__ import annotations

from stocktake.errors import StocktakeError

_AGAIN = "Download it again and do not open it in another program before you bring it here."

REFUSALS = {
    "unknown_file": (
        "This is none of the published files that can be read here.{detail}",
        "See “Where to download” for the files that can.",
    ),
    "other_file": ("{detail}", "See “Where to download” for the file to use instead."),
    "edited_copy": ("{detail}", _AGAIN),
    "cut_short": ("The file ends in the middle of a row: it was not downloaded whole.", _AGAIN),
    "damaged": ("The file is damaged and cannot be read.{detail}", _AGAIN),
    "uneven_row": ("{detail}", _AGAIN),
    "two_periods": (
        "{detail}",
        "Bring each period in a file of its own, as it was published.",
    ),
    "twice": ("{detail}", _AGAIN),
    "not_england": (
        "None of its rows is about a general practice in England.{detail}",
        "Only files for England can be read here.",
    ),
    "empty": ("The file has a heading and no figures under it.", _AGAIN),
    "too_large": (
        "The file is far larger than any that is published.{detail}",
        "Check that it is the file you meant to bring.",
    ),
    "locked": (
        "The file is protected by a password.",
        "Published files have none: download it again from where it is published.",
    ),
    "missing": ("The file is not there or cannot be opened.", "Choose it again."),
    "gave_up": (
        "The file could not be read: reading it took far too long, or more memory than any "
        "published file needs, so it was stopped. The other files are not affected.",
        "Check that it is the file you meant to bring, or download it again.",
    ),
    "not_put_together": (
        "The files could not be put together: that took far too long, or too much memory, so "
        "nothing was taken from them.",
        "Bring fewer files at a time.",
    ),
    "stopped": ("Reading was stopped; nothing was taken from the file.", ""),
    "bad_figure": ("{detail}", _AGAIN),
}


def refuse(code: str, detail: str = "") -> StocktakeError:
    """Make the error of a file that is not read; ``detail`` is a whole sentence."""
    what, how = REFUSALS[code]
    spaced = f" {detail}" if detail and not what.startswith("{") else detail
    return StocktakeError(code, what.format(detail=spaced), how)
