"""The scales at which practices are seen together, and what their parts are called."""

from __future__ import annotations

from enum import StrEnum


class Scale(StrEnum):
    """Whose figures they are."""

    PCN = "PCN"
    LOCALITY = "locality"
    SYSTEM = "system"

    @property
    def is_beyond_pcn(self) -> bool:
        """Whether its parts are PCNs, so that everything is shown as it may leave a PCN."""
        return self is not Scale.PCN


def usual_name(scale: Scale) -> str:
    """What a group is called while nobody has named it."""
    return f"Our {scale}"
