"""Practices that shared the lines of their rate cards with their PCN."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from filled_practice import submission

from stocktake.merge.collection import Collection, collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.tasks.card_lines import lines_return
from tests.rate_cards import CHANGED, sample_card

VOLUMES = (6000, 1000, 2000, 3000, 4000, 500)
PCN = {"pcn_name": "Harbour & Vale PCN", "pcn_code": "U12345"}


@cache
def sent_by(place: int, lines: tuple[str, ...] = ("phlebotomy", "ecg")) -> tuple[Submission, ...]:
    """The stocktake and the rate card lines of one practice, by its place.

    Each takes ten minutes more of a healthcare assistant than the one before.
    """
    card = sample_card()
    kept = []
    for line in card.lines:
        if line.id in lines:
            minutes = {**line.work.minutes, "hca": Decimal(10 + 10 * place)}
            work = CHANGED(line.work, minutes=minutes, yearly_volume=Decimal(VOLUMES[place]))
            kept.append(CHANGED(line, work=work))
    subject = Subject("practice", f"A8100{place + 1}", f"Practice {place + 1}", **PCN)
    stocktake = replace(submission(STOCKTAKE, subject=subject), return_id=f"{place}" * 32)
    found = lines_return(stocktake, CHANGED(card, lines=tuple(kept)))
    assert found is not None
    return stocktake, found[0]


@cache
def collection_of(practices: int) -> Collection:
    """What so many practices sent."""
    return collect(Version(each) for place in range(practices) for each in sent_by(place))
