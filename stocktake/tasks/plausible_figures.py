"""Make up the plain questions of a practice: ratings, ages, figures, choices, days and words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from stocktake.questionnaire.expanding import AGREED_SUFFIX, EVIDENCE_SUFFIX, WHY_SUFFIX
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.tasks.plausible_data import ChoiceRule, FigureRule, PlausibleData, SeveralRule
from stocktake.tasks.plausible_filling import Filling
from stocktake.units import round_half_up

TOP_LEVEL = 4
_LEVEL_WOBBLE = Decimal("0.5")
"""How far a figure that follows a level may stray from it, in levels, either way."""

_ALONE_OFTEN = 8
"""How often, of a hundred, "none of these" is chosen where it may be."""


def fill_identity(filling: Filling) -> None:
    """Say who the practice is."""
    subject, profile = filling.profile.subject, filling.profile
    told = {
        "profile.practice_name": subject.name,
        "profile.ods_code": subject.code,
        "profile.pcn_name": subject.pcn_name,
        "profile.pcn_ods_code": subject.pcn_code,
        "profile.icb_name": subject.icb_name,
        "profile.rurality": profile.rurality,
    }
    for question, word in told.items():
        if word:
            filling.put(question, word)
    filling.put("profile.list_size", profile.list_size)
    last_month = profile.today.replace(day=1) - timedelta(days=1)
    filling.put("admin.as_at", last_month)


def fill_ratings(filling: Filling, data: PlausibleData) -> None:
    """Rate the practice around its strength in each domain, with what stands beside ratings."""
    filling.begin("ratings")
    words = data.evidence
    for domain, ratings in filling.loaded.ratings_by_domain.items():
        for rating in ratings:
            level = filling.profile.levels[domain] + filling.one(data.levels.around)
            filling.put(rating.id, min(max(level, 0), TOP_LEVEL))
            if filling.chance(words.often):
                filling.put(rating.id + EVIDENCE_SUFFIX, filling.one(words.one_of))
                filling.put(rating.id + AGREED_SUFFIX, filling.one(words.agreed))
    for domain in DOMAIN_IDS:
        aim = max(filling.profile.levels[domain], filling.one(data.levels.aims))
        filling.put(f"dest.{domain}", aim)
        if filling.chance(words.often):
            filling.put(f"dest.{domain}{WHY_SUFFIX}", filling.one(words.aim_why))


def fill_ages(filling: Filling, data: PlausibleData) -> None:
    """Share the list out by age; the bands add up to the list exactly."""
    filling.begin("ages")
    ages = data.ages
    weights = [
        share * (1 + ages.wobble * (2 * filling.share() - 1))
        for share in ages.shares(filling.profile.rurality)
    ]
    people = shared_out(filling.profile.list_size, weights)
    for band, count in zip(ages.bands, people, strict=True):
        filling.put(band, count)


def shared_out(total: int, weights: Sequence[Decimal]) -> list[int]:
    """Share a whole number out by weights, to whole numbers that add up to it."""
    reached, so_far, shares = Decimal(0), 0, []
    for weight in weights:
        reached += weight
        upto = int(round_half_up(total * reached / sum(weights)))
        shares.append(upto - so_far)
        so_far = upto
    return shares


def fill_figures(filling: Filling, data: PlausibleData) -> None:
    """Work out every number the data file has a rule for, in its order."""
    filling.begin("figures")
    for rule in data.figure:
        value = _figure(filling, rule)
        if value is not None:
            filling.put(rule.id, value)


def _figure(filling: Filling, rule: FigureRule) -> Decimal | None:
    low, high = rule.between
    value = low + (high - low) * _position(filling, rule.by)
    if rule.per_1000:
        value = value * filling.profile.list_size / 1000
    if rule.share_of:
        base = filling.number(rule.share_of)
        if base is None:
            return None
        value *= base
    if rule.rest_of:
        parts = [filling.number(name) for name in rule.rest_of]
        value *= 100 - sum((part for part in parts if part is not None), Decimal(0))
    for name in rule.add_to:
        value += filling.number(name) or Decimal(0)
    if rule.less:
        value = max(Decimal(0), value - (filling.number(rule.less) or Decimal(0)))
    value = round_half_up(value, rule.places)
    limit = filling.number(rule.at_most) if rule.at_most else None
    return value if limit is None else min(value, limit)


def _position(filling: Filling, by: str) -> Decimal:
    """Where between its two numbers a figure lies, 0 to 1."""
    share = filling.share()
    if not by:
        return share
    level = filling.level(by) + _LEVEL_WOBBLE * (2 * share - 1)
    return min(max(level / TOP_LEVEL, Decimal(0)), Decimal(1))


def fill_choices(filling: Filling, data: PlausibleData) -> None:
    """Make every choice the data file has a rule for."""
    filling.begin("choices")
    for rule in data.choice:
        options = _options(filling, rule)
        if options:
            filling.put(rule.id, filling.one(options))
    for several in data.several:
        filling.put(several.id, _several(filling, several))


def _options(filling: Filling, rule: ChoiceRule) -> tuple[str, ...]:
    if not rule.by:
        return rule.of
    answer = filling.word(rule.by) or str(filling.level(rule.by))
    return rule.cases.get(answer, rule.of)


def _several(filling: Filling, rule: SeveralRule) -> tuple[str, ...]:
    chosen = filling.some(rule.of, rule.least, rule.most)
    if rule.first:
        return (rule.first, *chosen)
    return (rule.alone,) if rule.alone and filling.chance(_ALONE_OFTEN) else chosen


def fill_days_and_words(filling: Filling, data: PlausibleData) -> None:
    """Write the dates and the texts."""
    filling.begin("days")
    for rule in data.day:
        filling.put(rule.id, filling.profile.today - timedelta(filling.whole(*rule.days_before)))
    for words in data.words:
        filling.put(words.id, filling.one(words.one_of))
