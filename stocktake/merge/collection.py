"""A collection of returns: a union of submissions by identity, which keeps every conflict.

Uniting is commutative, associative and idempotent, so a collection made from collections equals
one made from the original files (decisions 17; content/expectations.md G7). Nothing is dropped
but what a higher revision of the same return replaces.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stocktake.errors import StocktakeError
from stocktake.merge.decisions import Decision, latest
from stocktake.merge.versions import Version, VersionKey, first_read, proposed
from stocktake.questionnaire.submission import Identity


@dataclass(frozen=True, slots=True)
class Conflict:
    """Versions of one submission that stand side by side.

    Attributes:
        versions: all of them, in an order that never depends on the files' order.
        proposed: the newest signed version, or the one last changed where none is signed.
        decision: what a person chose, while it still covers every version.
        counted: the version that is used: the one chosen, or until then the one proposed.
    """

    identity: Identity
    versions: tuple[Version, ...]
    proposed: Version
    decision: Decision | None
    counted: Version

    @property
    def is_settled(self) -> bool:
        """Whether a person has chosen."""
        return self.decision is not None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A submission that is kept but not counted, and why in words."""

    version: Version
    why: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Submissions and decisions; make one with ``collect`` and join two with ``|``.

    Attributes:
        versions: in the order of identity and key.
        decisions: all that were made, also those that later ones replaced.
    """

    versions: tuple[Version, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def __or__(self, other: Collection) -> Collection:
        """Unite two collections."""
        return collect((*self.versions, *other.versions), (*self.decisions, *other.decisions))

    @property
    def rounds(self) -> tuple[str, ...]:
        """Labels of the rounds held, the latest first."""
        return tuple(sorted({version.identity.round for version in self.versions}, reverse=True))

    @property
    def is_sample(self) -> bool:
        """Whether it holds only made-up returns, and has to be marked as such everywhere."""
        return bool(self.versions) and all(v.submission.sample for v in self.versions)

    def conflicts(self, round_label: str | None = None) -> tuple[Conflict, ...]:
        """Submissions that have more than one version, in one round or in all of them."""
        grouped = self._by_identity(with_samples=self.is_sample)
        return tuple(
            conflict
            for conflict in (self._conflict(identity, versions) for identity, versions in grouped)
            if len(conflict.versions) > 1 and round_label in (None, conflict.identity.round)
        )

    def counted(self, round_label: str) -> tuple[Version, ...]:
        """The one version of each submission of a round that is used in sums.

        Made-up returns are left out as soon as there is a real one.
        """
        everything = self.is_sample
        return tuple(
            self._conflict(identity, versions).counted
            for identity, versions in self._by_identity(with_samples=everything)
            if identity.round == round_label
        )

    def left_out(self, round_label: str) -> tuple[LeftOut, ...]:
        """What is kept but not counted in a round, each with the reason."""
        counted = {version.key for version in self.counted(round_label)}
        return tuple(
            LeftOut(version, self._why_left_out(version, round_label))
            for version in self.versions
            if version.key not in counted
        )

    def _why_left_out(self, version: Version, round_label: str) -> str:
        if version.identity.round != round_label:
            return f"It is about {version.identity.round}, not {round_label}."
        if version.submission.sample and not self.is_sample:
            return "It is a made-up example."
        return "Another copy of the same return is used."

    def decide(
        self, chosen: Version, made_by: str = "", made_on: date | None = None, reason: str = ""
    ) -> Collection:
        """Record that one version counts, over every version now beside it.

        Raises:
            StocktakeError: ``version_not_held`` when the version is not in the collection.
        """
        keys = [v.key for v in self.versions if v.identity == chosen.identity]
        if chosen.key not in keys:
            raise StocktakeError(
                "version_not_held",
                "That copy of the return is no longer in the list.",
                "Look at the copies again and choose one of them.",
            )
        before = [d.number for d in self.decisions if d.identity == chosen.identity]
        decision = Decision(
            identity=chosen.identity,
            chosen=chosen.key,
            considered=frozenset(keys),
            number=max(before, default=0) + 1,
            made_by=made_by,
            made_on=made_on,
            reason=reason,
        )
        return collect(self.versions, (*self.decisions, decision))

    def _by_identity(self, with_samples: bool) -> list[tuple[Identity, tuple[Version, ...]]]:
        grouped: dict[Identity, list[Version]] = {}
        for version in self.versions:
            if with_samples or not version.submission.sample:
                grouped.setdefault(version.identity, []).append(version)
        return [(identity, tuple(versions)) for identity, versions in grouped.items()]

    def _conflict(self, identity: Identity, versions: tuple[Version, ...]) -> Conflict:
        if len(versions) == 1:
            return Conflict(identity, versions, versions[0], None, versions[0])
        offered = proposed(versions)
        decision = self._standing_decision(identity, [version.key for version in versions])
        if decision is None:
            return Conflict(identity, versions, offered, None, offered)
        chosen = next(version for version in versions if version.key == decision.chosen)
        return Conflict(identity, versions, offered, decision, chosen)

    def _standing_decision(self, identity: Identity, present: list[VersionKey]) -> Decision | None:
        """Find the decision that stands; two people who chose differently leave it open."""
        settling = [d for d in self.decisions if d.identity == identity and d.settles(present)]
        last = latest(settling)
        return last[0] if len({decision.chosen for decision in last}) == 1 else None


def collect(versions: Iterable[Version], decisions: Iterable[Decision] = ()) -> Collection:
    """Gather submissions into a collection.

    Of one return the highest revision is kept; two that say different things at that revision are
    both kept. Of two copies of one version the one read first by file is kept, with its provenance.
    """
    kept: dict[tuple[Identity, str], dict[VersionKey, Version]] = {}
    for version in versions:
        held = kept.setdefault((version.identity, version.key.return_id), {})
        newest = max((key.revision for key in held), default=version.key.revision)
        if version.key.revision > newest:
            held.clear()
        if version.key.revision >= newest:
            same = held.get(version.key)
            held[version.key] = version if same is None else first_read(same, version)
    found = [version for held in kept.values() for version in held.values()]
    return Collection(
        tuple(sorted(found, key=lambda version: (version.identity, version.key))),
        tuple(sorted(set(decisions), key=lambda decision: decision.order)),
    )
