"""Answers given to another version of a form: shown as such and left out of sums.

Two versions may be added only where somebody has mapped one to the other.
Source: content/expectations.md G7 rule 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from stocktake.merge.member import EXPECTATIONS_FORM, STOCKTAKE_FORM, Member, MoneyLine

Mapped = Mapping[str, frozenset[str]]
"""By form: versions that may be added to the newest."""


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A practice whose answers to a form are left out of sums, and the version that is wanted."""

    code: str
    form_id: str
    version: str
    wanted: str


def newest_versions(answered: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The newest version of each form that anybody answered: 2026.10 is newer than 2026.9."""
    found: dict[str, str] = {}
    for versions in answered:
        for form_id, version in versions.items():
            if form_id not in found or is_newer(version, found[form_id]):
                found[form_id] = version
    return found


def _order(version: str) -> tuple[tuple[int, ...], str]:
    return tuple(int(number) for number in re.findall(r"\d+", version)), version


def is_newer(version: str, other: str) -> bool:
    """Whether one version of a form came after another: 2026.10 after 2026.9."""
    return _order(version) > _order(other)


def other_versions(
    members: Sequence[Member], mapped: Mapped | None = None
) -> tuple[OtherVersion, ...]:
    """Find the practices whose answers are to a version that cannot be added to the newest."""
    newest = newest_versions(member.form_versions for member in members)
    return tuple(
        OtherVersion(member.code, form_id, version, newest[form_id])
        for member in sorted(members, key=lambda each: each.code)
        for form_id, version in sorted(member.form_versions.items())
        if version not in {newest[form_id], *(mapped or {}).get(form_id, ())}
    )


def without_other_versions(
    members: Iterable[Member], others: Iterable[OtherVersion]
) -> tuple[Member, ...]:
    """Take out of each practice what it answered to another version; the rest still counts."""
    left_out: dict[str, set[str]] = {}
    for other in others:
        left_out.setdefault(other.code, set()).add(other.form_id)
    return tuple(_without(member, left_out.get(member.code, set())) for member in members)


def _without(member: Member, forms: set[str]) -> Member:
    if STOCKTAKE_FORM in forms:
        member = replace(
            member,
            levels={},
            gaps={},
            top_five=None,
            needs=None,
            weaknesses=None,
            staff=None,
            contract={},
            people_counts={},
            trust={},
            intentions={},
            minutes={},
            rooms={},
            services=None,
        )
        member = replace(member, money=_other_series(member, "expectations"))
    if EXPECTATIONS_FORM in forms:
        member = replace(member, gaps={}, people=None, duties=None)
        member = replace(member, money=_other_series(member, "safe_today"))
    return member


def _other_series(member: Member, kept: str) -> tuple[MoneyLine, ...] | None:
    """Keep only the money of the series that comes from the other form."""
    lines = tuple(line for line in member.money or () if line.series == kept)
    return lines or None


def newer_file_wording(form_title: str, version: str) -> str:
    """Offer the wording of a message that asks a practice for a newer file."""
    return (
        f"Thank you for your file. It was made with an older version of “{form_title}”, so its "
        f"answers cannot be added to the others. Please open it in the current version of the "
        f"program ({form_title}, version {version}), check the answers marked for you to confirm, "
        "and send us a new file. Nothing you have entered is lost."
    )
