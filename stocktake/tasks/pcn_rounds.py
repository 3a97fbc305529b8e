"""Two rounds of one PCN side by side: what moved, in words and counts.

Like is set beside like: only practices with a level in both rounds are compared, by code, and the
middle of each round is theirs. Levels are ordered categories, so what is said is how many practices
went up or down and never by how much on average. Source: content/expectations.md G2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stocktake.charts.moved import DomainMoved, Moved
from stocktake.merge.leaving import NEVER_BY_PRACTICE, held
from stocktake.merge.pcn import PcnView
from stocktake.phrases import counted, listed, start_upper
from stocktake.questionnaire.scale import DOMAIN_IDS, DOMAIN_NAMES, lower_median


@dataclass(frozen=True, slots=True)
class PracticeMoved:
    """In how many domains one practice went up and down."""

    label: str
    up: int
    down: int
    compared: int


@dataclass(frozen=True, slots=True)
class PcnRounds:
    """What is said of two rounds.

    Attributes:
        then, now: what the rounds are called.
        both: practices that have levels in both.
        only_then, only_now: what the others are called.
        wants_new, wants_kept, wants_gone: what has one voice now, in both, and had it then.
        duties_then, duties_now: duties in force that practices were short of.
    """

    then: str
    now: str
    both: int
    only_then: tuple[str, ...]
    only_now: tuple[str, ...]
    domains: tuple[DomainMoved, ...]
    practices: tuple[PracticeMoved, ...]
    wants_new: tuple[str, ...]
    wants_kept: tuple[str, ...]
    wants_gone: tuple[str, ...]
    duties_then: int
    duties_now: int

    @property
    def base_words(self) -> str:
        """Whom the comparison rests on."""
        said = [f"Levels from {counted(self.both, 'practice')} that answered in both rounds."]
        if self.only_now:
            said.append(f"Only in {self.now}: {listed(self.only_now)}.")
        if self.only_then:
            said.append(f"Only in {self.then}: {listed(self.only_then)}.")
        return " ".join(said)

    @property
    def words(self) -> tuple[str, ...]:
        """What moved, a sentence each, the most important first."""
        if not self.both:
            return ("No practice has levels in both rounds, so nothing can be compared.",)
        found = [
            *_moved(self.domains, "up", self.both),
            *_moved(self.domains, "down", self.both),
        ]
        still = sum(1 for each in self.domains if each.compared and not (each.up or each.down))
        if still == sum(1 for each in self.domains if each.compared):
            found = ["No practice moved in any domain."]
        elif still:
            found.append(f"In {counted(still, 'domain')} no practice moved.")
        found += self._wants()
        if self.duties_then or self.duties_now:
            found.append(
                f"Duties in force that practices are short of: {self.duties_now} now, "
                f"{self.duties_then} then."
            )
        return tuple(found)

    def _wants(self) -> list[str]:
        return [
            f"{head}: {listed(items)}."
            for head, items in (
                ("Wanted with one voice in both rounds", self.wants_kept),
                (f"Wanted with one voice since {self.now}", self.wants_new),
                (f"Wanted with one voice in {self.then} and not now", self.wants_gone),
            )
            if items
        ]


def _moved(domains: tuple[DomainMoved, ...], way: str, both: int) -> list[str]:
    """The domains in which most practices went one way."""
    counts = {each.name: each.up if way == "up" else each.down for each in domains}
    most = max(counts.values(), default=0)
    if not most:
        return [f"No practice went {way} in any domain."]
    names = [name for name, count in counts.items() if count == most]
    where = listed(names) if len(names) <= 3 else counted(len(names), "domain")
    moved = sum(1 for count in counts.values() if count)
    each = " each" if len(names) > 1 else ""
    return [
        f"Practices went {way} in {counted(moved, 'domain')}, most in {where} "
        f"({most} of {both}{each})."
    ]


def compare_rounds(then: PcnView, now: PcnView) -> PcnRounds:
    """Set an earlier view of a PCN beside a later one."""
    before, after = _levels(then), _levels(now)
    both = [code for code in after if code in before]
    old = {item.label for item in then.voice.one_voice}
    new = [item.label for item in now.voice.one_voice]
    return PcnRounds(
        then=then.round,
        now=now.round,
        both=len(both),
        only_then=tuple(sorted(then.labels[code] for code in before if code not in after)),
        only_now=tuple(sorted(now.labels[code] for code in after if code not in before)),
        domains=tuple(_domain(domain, before, after, both, now) for domain in DOMAIN_IDS),
        practices=tuple(_practice(now.labels[code], before[code], after[code]) for code in both),
        wants_new=tuple(start_upper(item) for item in new if item not in old),
        wants_kept=tuple(start_upper(item) for item in new if item in old),
        wants_gone=tuple(sorted(start_upper(item) for item in old.difference(new))),
        duties_then=len(then.duties),
        duties_now=len(now.duties),
    )


Levels = Mapping[str, Mapping[str, int]]
"""By practice and domain, where known."""


def _levels(seen: PcnView) -> Levels:
    """The known levels of every practice that has any."""
    found = {
        row.code: {d: each.level for d, each in row.levels.items() if each.level is not None}
        for row in seen.heat_map
    }
    return {code: levels for code, levels in found.items() if levels}


def _domain(
    domain: str, before: Levels, after: Levels, both: list[str], now: PcnView
) -> DomainMoved:
    if domain in NEVER_BY_PRACTICE:
        answered = next(row.base.practices for row in now.domains if row.domain == domain)
        words = held(answered) if answered else ""
        return DomainMoved(domain, DOMAIN_NAMES[domain], None, None, held=words)
    pairs = [
        (before[code][domain], after[code][domain])
        for code in both
        if domain in before[code] and domain in after[code]
    ]
    return DomainMoved(
        id=domain,
        name=DOMAIN_NAMES[domain],
        then=lower_median([old for old, _ in pairs]) if pairs else None,
        now=lower_median([new for _, new in pairs]) if pairs else None,
        up=sum(1 for old, new in pairs if new > old),
        down=sum(1 for old, new in pairs if new < old),
        compared=len(pairs),
    )


def _practice(label: str, before: Mapping[str, int], after: Mapping[str, int]) -> PracticeMoved:
    known = [domain for domain in after if domain in before]
    return PracticeMoved(
        label,
        sum(1 for domain in known if after[domain] > before[domain]),
        sum(1 for domain in known if after[domain] < before[domain]),
        len(known),
    )


def moved_chart(found: PcnRounds, source: str) -> Moved:
    """What the chart of two rounds draws."""
    return Moved(found.then, found.now, found.domains, source)
