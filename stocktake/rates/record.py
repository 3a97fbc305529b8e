"""What every record of a rate card or its settings has in common."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record of a card: unknown fields are refused, so that a slip of the pen is seen."""
