"""Whether anything published is kept for a practice, without reading what.

Apart from ``published_now``, which brings with it all that reads published files: most practices
have nothing of the kind and should not wait for that.
"""

from __future__ import annotations

from stocktake.tasks.open_practice import OpenPractice


def is_anything_kept(practice: OpenPractice) -> bool:
    """Whether there is any set about the practice, one that was taken away included.

    Raises:
        StocktakeError: the file cannot be read.
    """
    return bool(practice.workspace.published_sets.marks(practice.subject.code))
