"""Rate cards to test with: the shipped sample, small ones of our own, and any card at all."""

from datetime import date
from decimal import Decimal
from functools import cache

import msgspec
from hypothesis import strategies as st

from stocktake.paths import shipped
from stocktake.rates.card import CardLine, CardRole, CardSetting, ChangeNote, RateCard, Scope
from stocktake.rates.line_cost import Equipment, Line
from stocktake.rates.publishing import read_card_toml
from stocktake.rates.role_cost import Pay
from stocktake.rates.uplift import Uplift, UpliftYear

CHANGED = msgspec.structs.replace


@cache
def sample_card():
    path = shipped("resources") / "sample" / "harbour_and_vale_card.toml"
    return read_card_toml(path.read_text(encoding="utf-8"))


def line_named(card, name):
    return next(line for line in card.lines if line.id == name)


def with_line(card, line):
    lines = tuple(line if each.id == line.id else each for each in card.lines)
    return CHANGED(card, lines=lines)


def reworked(card, name, **fields):
    line = line_named(card, name)
    return with_line(card, CHANGED(line, work=CHANGED(line.work, **fields)))


def reference_card(**more):
    """The card of C-T4: a nurse at the published £65 an hour, 20 minutes, £4 of consumables."""
    nurse = CardRole(
        id="nurse", label="Practice nurse", basis="reference", cost_gbp=Decimal(65),
        source="Unit Costs of Health and Social Care", edition="2025",
    )  # fmt: skip
    work = Line(minutes={"nurse": Decimal(20)}, consumables_gbp=Decimal(4))
    fields = {
        "id": "reference", "title": "By reference", "base_year": "2026/27", "mode": "reference",
        "roles": (nurse,), "lines": (CardLine(id="visit", name="Visit", unit="visit", work=work),),
    }  # fmt: skip
    return RateCard(**fields | more)


words = st.text(max_size=12)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
shares = st.decimals(0, 1, places=3)
pounds = st.decimals(0, 500, places=2)
minutes = st.decimals(0, 200, places=1)

pays = st.builds(
    Pay,
    yearly_gbp=st.decimals(0, 200_000, places=2),
    leave_days=st.integers(0, 50).map(Decimal),
    bank_holiday_days=st.just(Decimal(8)),
    sickness_days=st.integers(0, 30).map(Decimal),
    training_days=st.integers(0, 30).map(Decimal),
    bookable_share=st.decimals("0.1", 1, places=2),
)


@st.composite
def roles(draw, name, mode):
    basis = "reference" if mode == "reference" else draw(st.sampled_from(["pay", "stated"]))
    return CardRole(
        id=name,
        label=draw(words),
        basis=basis,
        pay=draw(pays) if basis == "pay" else None,
        cost_gbp=draw(pounds),
        hours=draw(st.decimals("0.5", 1, places=2)),
        staff_count=draw(st.integers(0, 30)),
        checked_on=draw(st.none() | days),
    )


works = st.builds(
    Line,
    minutes=st.dictionaries(st.sampled_from(["gp", "nurse"]), minutes, min_size=1),
    consumables_gbp=pounds,
    room_minutes=minutes,
    missed_share=st.decimals(0, "0.9", places=2),
    equipment=st.none()
    | st.builds(Equipment, purchase_gbp=pounds, life_years=st.integers(1, 9).map(Decimal),
                yearly_maintenance_gbp=pounds),
    equipment_gbp=pounds,
    yearly_volume=st.integers(1, 9000).map(Decimal),
    setup_gbp=pounds,
    contract_years=st.integers(1, 9).map(Decimal),
    indemnity_gbp=pounds,
)  # fmt: skip


@st.composite
def card_lines(draw, name):
    return CardLine(
        id=name,
        name=draw(words),
        unit=draw(words),
        work=draw(works),
        scope=draw(st.builds(Scope, included=words, core_statement=words)),
    )


@st.composite
def cards(draw):
    """Any card that can be priced."""
    mode = draw(st.sampled_from(["own_costs", "reference"]))
    settings = draw(st.lists(st.sampled_from(["overhead", "management", "uplift"]), unique=True))
    rises = st.decimals("-0.05", "0.2", places=3)
    years = draw(st.integers(0, 5))
    return RateCard(
        id=draw(words),
        title=draw(words),
        base_year="2026/27",
        area=draw(words),
        effective_from=draw(st.none() | days),
        mode=mode,
        settings=tuple(CardSetting(id=name, value=draw(shares)) for name in settings),
        roles=(draw(roles("gp", mode)), draw(roles("nurse", mode))),
        uplift=Uplift(
            index=draw(words),
            years=tuple(
                UpliftYear(year=f"{y}/{y - 1999}", pay=draw(rises), other=draw(rises))
                for y in range(2027, 2027 + years)
            ),
        ),
        lines=tuple(draw(card_lines(f"line{n}")) for n in range(draw(st.integers(0, 3)))),
        changes=tuple(
            draw(
                st.lists(
                    st.builds(ChangeNote, version=words, made_on=days, words=words), max_size=2
                )
            )
        ),
    )
