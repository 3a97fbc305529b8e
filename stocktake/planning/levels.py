"""The level of a practice in a domain, from its ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final, Literal

from stocktake.questionnaire.scale import lower_median


class RatingMark(Enum):
    """What stands in place of a rating that does not count at all."""

    NOT_APPLICABLE = "not applicable"


NOT_APPLICABLE: Final = RatingMark.NOT_APPLICABLE
"""A rating marked not applicable, or hidden by its skip rule: left out of both counts."""

Rating = int | None | Literal[RatingMark.NOT_APPLICABLE]
"""0 to 4; None when it applies but has not been answered."""


class LevelStatus(StrEnum):
    """Whether a domain has a level, and if not, why not."""

    KNOWN = "known"
    NOT_ENOUGH = "not enough answers"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class DomainLevel:
    """Where a practice stands in one domain today.

    Attributes:
        level: 0 to 4, the lower median of the answered ratings; None unless ``status`` is known.
        floor: the lowest answered rating, shown beside the level; None when none is answered.
        answered: ratings answered.
        applicable: ratings that apply.
        status: not applicable is drawn as a dash, never as a gap.
    """

    level: int | None
    floor: int | None
    answered: int
    applicable: int
    status: LevelStatus


UNKNOWN_LEVEL = DomainLevel(None, None, 0, 0, LevelStatus.NOT_ENOUGH)
"""A domain about which nothing has been asked yet."""


def domain_level(ratings: Sequence[Rating]) -> DomainLevel:
    """Work out a domain's level; at least half of the ratings that apply must be answered.

    Source: content/stocktake.md A.0.7; content/expectations.md B2; design/data-model.md.
    """
    applying = [rating for rating in ratings if not isinstance(rating, RatingMark)]
    answered = [rating for rating in applying if rating is not None]
    floor = min(answered, default=None)
    if not applying:
        return DomainLevel(None, None, 0, 0, LevelStatus.NOT_APPLICABLE)
    if len(answered) * 2 < len(applying):
        return DomainLevel(None, floor, len(answered), len(applying), LevelStatus.NOT_ENOUGH)
    level = lower_median(answered)
    return DomainLevel(level, floor, len(answered), len(applying), LevelStatus.KNOWN)
