"""What a PCN sends to others: a view of its own, made under the rule for leaving the PCN.

No practice rows, no names but of practices that ticked to be named in that file, no duties overdue,
nothing of what practices wrote, and no figure that the rule holds back. Sums that can be merged
again are not in it: whoever writes them needs the practices' consent.
Source: content/expectations.md G1 and G6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from stocktake.merge.base import Base, bases, kinds_in_words
from stocktake.merge.domains import DomainRow, RequirementRow, domain_rows, requirement_rows
from stocktake.merge.masked import Masked, masked
from stocktake.merge.naming import Audience
from stocktake.merge.pcn import PcnInputs, choice_of, counted_members
from stocktake.merge.population import PopulationCheck, population_check
from stocktake.merge.priorities import OneVoice, one_voice
from stocktake.merge.resources import Resources, ThemeRow, resources_of, theme_rows
from stocktake.merge.totals import totals_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideView:
    """A PCN as others may see it.

    Attributes:
        bases: of each kind of figure.
        named: the practices that ticked that they may be named in this file.
    """

    pcn_name: str
    round: str
    is_sample: bool
    base: Base
    bases: Mapping[str, Base]
    bases_words: str
    named: tuple[str, ...]
    voice: OneVoice
    domains: tuple[DomainRow, ...]
    requirements: tuple[RequirementRow, ...]
    resources: Resources
    weaknesses: tuple[ThemeRow, ...]
    population: PopulationCheck | None
    masked: Masked


def outside_view(inputs: PcnInputs, group_consents: bool = False) -> OutsideView:
    """Make the view that may leave the PCN.

    Args:
        group_consents: the group agreed that minutes and intentions may leave it.

    Raises:
        StocktakeError: ``members_overlap`` when one practice code stands twice among the members.
    """
    counted = counted_members(inputs)
    totals = totals_of(counted)
    found = bases(counted, inputs.missing)
    return OutsideView(
        pcn_name=inputs.pcn_name,
        round=inputs.round,
        is_sample=bool(counted) and all(member.is_sample for member in counted),
        base=found["returns"],
        bases=found,
        bases_words=kinds_in_words(found),
        named=tuple(sorted(member.name for member in counted if member.name_outside)),
        voice=of_everybody(one_voice(counted, inputs.missing)),
        domains=domain_rows(totals, counted, {}, choice_of(inputs), Audience.OUTSIDE),
        requirements=requirement_rows(totals, inputs.requirements, Audience.OUTSIDE),
        resources=resources_of(totals),
        weaknesses=tuple(replace(row, examples=()) for row in theme_rows(totals)),
        population=population_check(counted, inputs.missing),
        masked=masked(totals, Audience.OUTSIDE, group_consents),
    )


def of_everybody(voice: OneVoice) -> OneVoice:
    """Keep of the joint list what is everybody's: expectations, and no practice's own rows.

    A weakness or a need is in a practice's own words, and what one practice alone wants is that
    practice's row.
    """
    kept = tuple(each for each in voice.priorities if each.votes.kind == "expectation")
    return replace(voice, priorities=kept, outliers=())
