"""Cards of pooled costs to test with."""

from datetime import date
from decimal import Decimal

import msgspec

from stocktake.rates.card import CardLine, ChangeNote, RateCard, Scope
from stocktake.rates.pooled_cost import PooledCost
from stocktake.rates.uplift import Uplift, UpliftYear

D = Decimal

FIVE = PooledCost(
    practices=5,
    volume=D(16000),
    staff_gbp=D("120000.00"),
    consumables_gbp=D("17600.00"),
    equipment_gbp=D("3200.00"),
    room_gbp=D("24000.00"),
    overhead_gbp=D("18000.00"),
    management_gbp=D("9140.00"),
    setup_gbp=D("5934.52"),
)
"""197,874.52 pounds a year for 16,000 visits: 12.3671575 pounds a visit, all together."""


def pooled_line(pooled=FIVE, name="Phlebotomy"):
    return CardLine(id=name.casefold(), name=name, unit="visit", pooled=pooled)


def pooled_card(*lines, **more):
    """A card of pooled costs that nothing keeps from being published."""
    rises = UpliftYear(year="2027/28", pay=D("0.035"), other=D("0.025"), source="Made up")
    words = dict.fromkeys(Scope.__struct_fields__, "As each line says")
    fields = {
        "id": "pooled_u_test", "title": "Harbour & Vale pooled costs", "version": "1.0.0",
        "publisher": "Harbour & Vale PCN", "publisher_kind": "pcn", "contact_role": "PCN manager",
        "area": "Harbour & Vale", "list_size": 34000, "base_year": "2026/27",
        "effective_from": date(2027, 4, 1), "effective_to": date(2028, 3, 31),
        "review_on": date(2027, 10, 1), "status": "consultation", "scope": Scope(**words),
        "uplift": Uplift(index="A local rule", years=(rises,)),
        "lines": lines or (pooled_line(),),
        "changes": (ChangeNote(version="1.0.0", made_on=date(2026, 11, 22), words="First"),),
    }  # fmt: skip
    return RateCard(**fields | more)


SIX = msgspec.structs.replace(FIVE, practices=6, volume=D(3777), setup_gbp=D("99.99"))
TWO_LINES = pooled_card(pooled_line(), pooled_line(SIX, "Ear care"))
