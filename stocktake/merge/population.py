"""Whether a PCN's registered population is of the usual size.

Source: content/expectations.md G5; PCN sizes in January 2020 from https://bjgp.org/content/70/701/e899.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from stocktake.merge.counts import Count, all_of, one
from stocktake.merge.member import Expected, Member
from stocktake.merge.words import of_practices
from stocktake.units import number_in_words

_USUAL_LEAST = 30_000
_USUAL_MOST = 50_000
_LARGE_MOST = 100_000

CONTEXT = (
    "Of 1,250 PCNs in January 2020, 58% had 30,000 to 50,000 patients, 7% fewer and 35% more. "
    "Neighbourhood contracts talk of about 50,000 and about 250,000."
)


@dataclass(frozen=True, slots=True)
class PopulationCheck:
    """The summed list size and what is usual at that size."""

    patients: Decimal
    practices: int
    out_of: int
    band: str

    @property
    def words(self) -> str:
        """The check as a sentence, with its base."""
        base = of_practices(self.practices, self.out_of)
        return f"{number_in_words(self.patients)} patients, from {base}: {self.band}"


def band(patients: Decimal) -> str:
    """Put a population in words."""
    if patients < _USUAL_LEAST:
        return "below the usual minimum: look for partners"
    if patients <= _USUAL_MOST:
        return "usual PCN range"
    if patients <= _LARGE_MOST:
        return "large: say how local teams work"
    return "multi-PCN scale"


def population_check(
    members: Sequence[Member], missing: Sequence[Expected] = ()
) -> PopulationCheck | None:
    """Sum the list sizes that are known; None when no practice gave one."""
    sizes = [member.list_size for member in members] + [each.list_size for each in missing]
    return population_of(all_of(one(size) for size in sizes))


def population_of(everyone: Count) -> PopulationCheck | None:
    """Look at the summed list sizes of some practices; None when none gave its own."""
    known = everyone.practices - everyone.without_list
    if not known:
        return None
    return PopulationCheck(everyone.patients, known, everyone.practices, band(everyone.patients))
