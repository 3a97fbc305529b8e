"""What every record of a form file or catalogue has in common."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record of a form file: unknown fields are refused, so that a slip of the pen is seen."""


class Retired(Record, frozen=True, kw_only=True):
    """An id no longer asked, and what took its place.

    Attributes:
        replaced_by: the id that asks the same from now on, so that its answer goes on there.
        split_into: ids among which it was divided; its answer is shown beside each of them.
    """

    id: str
    replaced_by: str = ""
    split_into: tuple[str, ...] = ()
    reason: str = ""
