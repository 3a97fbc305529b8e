"""A rate card of pooled costs, made from what the practices of a merge shared of their own cards.

Its lines follow the practices and are made afresh each time; what somebody typed of the card beside
them - who publishes it, its dates, its scope, its version - is kept with the work on that PCN.
Source: content/expectations.md C1 (pooled costs, offered by the PCN or federation), C6 and G6.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import msgspec

from stocktake.errors import StocktakeError
from stocktake.merge.card_lines import (
    CardPool,
    LineCosts,
    held_costs,
    minutes_to_show,
    unnamed,
)
from stocktake.merge.card_returns import ROLES
from stocktake.merge.collection import Collection
from stocktake.merge.member import Member
from stocktake.phrases import counted
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.rates.card import CardLine, RateCard
from stocktake.rates.pooled_cost import pooled_line_cost
from stocktake.rates.publishing import canonical
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.tasks.pcn_kept import pcn_key
from stocktake.tasks.practice_figures import members_in
from stocktake.tasks.rate_card_text import card_from_text
from stocktake.tasks.rate_services import SERVICES
from stocktake.units import number_in_words

FOLDER, ENDING = "combining", ".card"
_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class PoolAbout:
    """Whose pool it is.

    Attributes:
        key: what the PCN is known by: its code or, without one, its name.
        name: as it is written.
        list_sizes: registered patients by practice code, where they are known.
    """

    key: str
    name: str
    list_sizes: Mapping[str, Decimal]


def whose(collection: Collection, round_label: str) -> tuple[str, str]:
    """The key and the name of the PCN that most practices of a round say they are in."""
    subjects = [
        version.submission.subject
        for version in collection.counted(round_label)
        if version.identity.subject_kind == "practice"
    ]
    codes = Counter(each.pcn_code for each in subjects if each.pcn_code)
    names = Counter(each.pcn_name for each in subjects if each.pcn_name)
    name = names.most_common(1)[0][0] if names else "Our PCN"
    return pcn_key(codes.most_common(1)[0][0] if codes else "", name), name


def pool_in_words(pool: CardPool) -> tuple[str, ...]:
    """What the practices shared, a line each; what is held says so."""
    settings = shipped_rate_settings()
    words = []
    for minutes in minutes_to_show(pool, ROLES):
        role = settings.role(minutes.role)
        shown = minutes.shown
        if not isinstance(shown, str):
            median = number_in_words(shown.median)
            shown = f"lower quartile {shown.lower}, median {median}, upper quartile {shown.upper}"
        label = role.label if role else minutes.role
        words.append(f"{minutes.line.called} | {minutes.line.unit} | {label} minutes | {shown}")
    for costs in pool.shared_costs():
        cost = pooled_line_cost(costs.pooled, settings.value("uplift"))
        line = f"{costs.line.called} | {costs.line.unit} | pooled cost £{cost.cost_gbp:,.2f}"
        words.append(f"{line} from {counted(costs.practices, 'practice')}")
    for few in held_costs(pool):
        words.append(f"{few.line.called} | {few.line.unit} | costs | {few.words}")
    if many := unnamed(pool):
        words.append(f"{counted(many, 'more line')} named by practices themselves: held")
    return tuple(words)


def about_pool(collection: Collection, round_label: str, key: str, name: str) -> PoolAbout:
    """Say whose pool the practices of a round are."""
    members: tuple[Member, ...] = tuple(members_in(collection.counted(round_label)))
    sizes = {each.code: each.list_size for each in members if each.list_size is not None}
    return PoolAbout(key or name, name, sizes)


def pooled_card(pool: CardPool, about: PoolAbout, kept: RateCard | None = None) -> RateCard | None:
    """Make the card of a pool; None while no line has the costs of five practices.

    Args:
        pool: what the practices shared.
        about: whose card it is.
        kept: what was typed of it before; its lines are those of the pool all the same.
    """
    costs = pool.shared_costs()
    if not costs:
        return None
    begun = kept or _begun(pool, about)
    scopes = {line.id: line.scope for line in begun.lines}
    lines = tuple(_line(each) for each in costs)
    lines = tuple(
        msgspec.structs.replace(line, scope=scopes.get(line.id, line.scope)) for line in lines
    )
    size = begun.list_size or _list_size(pool, about)
    return msgspec.structs.replace(
        begun, lines=lines, roles=(), base_year=pool.base_year, list_size=size, mode="own_costs"
    )


def _begun(pool: CardPool, about: PoolAbout) -> RateCard:
    return RateCard(
        id=f"pooled_{_mark(about.key)}",
        title=f"{about.name} rate card from pooled costs",
        publisher=about.name,
        publisher_kind="pcn",
        contact_role="PCN manager",
        area=about.name,
        base_year=pool.base_year,
    )


def _list_size(pool: CardPool, about: PoolAbout) -> int:
    """Patients of the practices whose costs are in it; 0, which is asked for, while one is not."""
    sizes = [about.list_sizes.get(code) for code in pool.with_costs]
    known = [size for size in sizes if size is not None]
    return int(sum(known)) if len(known) == len(sizes) else 0


def _line(costs: LineCosts) -> CardLine:
    called, unit = costs.line.called, costs.line.unit
    identity = costs.line.identity
    return CardLine(
        id=_mark(f"{identity.name}\x1f{identity.unit}"),
        name=called,
        unit=unit,
        service=_service_code(costs.line.service),
        pooled=costs.pooled,
    )


def _service_code(label: str) -> str:
    choices = shipped_form(STOCKTAKE).fields[f"{SERVICES}.service"].choice
    return next((each.code for each in choices if label and each.label == label), "")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]


class PooledShelf:
    """Keeps what was typed of each PCN's pooled card on this computer; without a folder nothing.

    Args:
        folder: of this program's own data.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def of(self, key: str) -> RateCard | None:
        """What is kept for a PCN; None when nothing is, or it cannot be read any more."""
        path = self._path(key)
        if path is None:
            return None
        try:
            return card_from_text(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, StocktakeError):
            # What was typed of a card can be typed again; the lines come from the practices.
            return None

    def keep(self, key: str, card: RateCard) -> None:
        """Put a card on the disk, whole or not at all.

        Raises:
            StocktakeError: ``pooled_card_not_kept``.
        """
        path = self._path(key)
        if path is None:
            return
        written: Path | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
                written = Path(file.name)
                file.write(canonical(card).encode())
                file.flush()
                os.fsync(file.fileno())
            written.replace(path)
        except OSError as error:
            raise StocktakeError(
                "pooled_card_not_kept",
                "What you typed of the pooled card could not be kept for next time.",
                "It holds until the window is closed: publish the card first.",
            ) from error
        finally:
            if written is not None:
                with contextlib.suppress(OSError):
                    written.unlink(missing_ok=True)

    def _path(self, key: str) -> Path | None:
        if self._folder is None or not key:
            return None
        return self._folder / FOLDER / f"{_mark(key)}{ENDING}"
