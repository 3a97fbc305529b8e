"""What keeps a card from being published is said once for all the lines it is true of."""

from stocktake.rates.card import Scope
from stocktake.rates.card_checks import fit_to_publish
from stocktake.ui.rate_card.publish_words import gathered
from tests.rate_cards import CHANGED, sample_card


def test_what_all_lines_lack_is_said_once() -> None:
    bare = tuple(CHANGED(line, scope=Scope()) for line in sample_card().lines)
    card = CHANGED(sample_card(), scope=Scope(), lines=bare, area="")
    said = gathered(fit_to_publish(card))
    assert len(said) == 2
    assert said[0] == "• The card does not say yet: the area it covers."
    start = "• “Phlebotomy, one visit” and 17 others do not say yet: what is included, what is not"
    assert said[1].startswith(start)
    assert said[1].endswith("Say it once for every line under “What every line says of its scope”.")


def test_what_one_line_lacks_names_the_line() -> None:
    first, *rest = sample_card().lines
    card = CHANGED(sample_card(), lines=(CHANGED(first, unit=""), *rest))
    assert gathered(fit_to_publish(card)) == [
        "• Phlebotomy, one visit does not say yet: a name and a unit."
    ]
