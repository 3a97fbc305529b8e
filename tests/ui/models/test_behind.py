from decimal import Decimal

from reviewing import Reviewed

from stocktake.planning.certainty import Certainty
from stocktake.questionnaire.answers import Address, Answer, State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.models.behind import Behind, behind, behind_amount, domain_links

BEST = Certainty.BEST_GUESS


def opened(reviewed: Reviewed, domain: str, year: int = 2028) -> Behind:
    desk = reviewed.desk
    return behind(desk.plan(), desk.sheet(STOCKTAKE), domain, BEST, year)


def said_of_domains(reviewed: Reviewed, year: int) -> dict[str, str]:
    short, others = domain_links(reviewed.desk.plan(), BEST, year)
    return {link.key[0]: link.covers for link in (*short, *others)}


def test_the_title_is_the_finding(reviewed: Reviewed) -> None:
    reviewed.rate(1)
    title = opened(reviewed, "digital").title
    assert title == "Digital, data and information governance: two levels short, March 2029"


def test_a_domain_nobody_rated_is_not_known_and_has_no_gap(reviewed: Reviewed) -> None:
    found = opened(reviewed, "digital")
    assert "not assessed" in found.title
    assert found.level.startswith("Level now: not known")


def test_expectations_come_in_the_order_they_fall_due(reviewed: Reviewed) -> None:
    reviewed.rate(1)
    found = opened(reviewed, "digital", 2026)
    later = [link for link in found.expectations if link.count.startswith("counts after")]
    assert found.expectations[-len(later) :] == tuple(later)
    assert later


def test_a_destination_counts_in_the_last_year_only(reviewed: Reviewed) -> None:
    reviewed.rate(1)
    reviewed.say({Address("dest.voice"): 4})
    assert not any("destination" in note for note in opened(reviewed, "voice").notes)
    last = opened(reviewed, "voice", 2031)
    assert any("4 Resilient" in note for note in last.notes)
    assert "three levels short" in last.title


def test_a_rating_says_what_was_said_of_it(reviewed: Reviewed) -> None:
    first, second = [q.id for q in reviewed.ratings() if q.domain == "digital"][:2]
    reviewed.say(
        {
            Address(first): 3,
            Address(second): Answer(value=Decimal(2), state=State.NOT_KNOWN),
        }
    )
    said = {link.key[2]: link.status for link in opened(reviewed, "digital").ratings}
    assert said[first] == "3 Reliable"
    assert said[second] == "Not known"


def test_domains_without_a_number_come_last_and_are_not_called_ready(reviewed: Reviewed) -> None:
    reviewed.rate(2)
    short, others = domain_links(reviewed.desk.plan(), BEST, 2026)
    statuses = [link.status for link in others]
    assert len(short) + len(others) == 12
    assert {link.status for link in short} == {"One level short"}
    assert statuses[-1] == "No dated expectation"
    assert "At or above requirement" in statuses


def test_a_domain_says_which_expectation_asks_for_more(reviewed: Reviewed) -> None:
    reviewed.rate(2)
    covers = said_of_domains(reviewed, 2028)
    assert "Asked by “" in covers["access"]
    assert covers["voice"] == "Now 2 Basic, no dated expectation."


def test_a_gap_that_only_the_practice_asks_for_says_so(reviewed: Reviewed) -> None:
    reviewed.rate(3)
    reviewed.say({Address("dest.voice"): 4})
    assert said_of_domains(reviewed, 2031)["voice"].endswith("Your own destination asks for it.")


def test_an_expectation_is_not_said_to_ask_for_what_only_the_practice_wants(
    reviewed: Reviewed,
) -> None:
    reviewed.rate(2)
    reviewed.say({Address("dest.workforce"): 4})
    said = said_of_domains(reviewed, 2031)["workforce"]
    assert said == (
        "Now 2 Basic, needs 4 Resilient. Your own destination asks for it; what is dated, 3 "
        "Reliable."
    )
    assert "Asked by" in said_of_domains(reviewed, 2030)["workforce"]


def test_the_level_says_what_it_is_based_on(reviewed: Reviewed) -> None:
    first, second, third = [q.id for q in reviewed.ratings() if q.domain == "digital"]
    reviewed.say({Address(first): 3, Address(second): 2})
    reviewed.say({Address(third): Answer(state=State.NOT_KNOWN)})
    assert "based on 2 of 3 ratings; 1 not known" in opened(reviewed, "digital").level


def test_people_in_a_year_are_added_up_from_expectations(reviewed: Reviewed) -> None:
    reviewed.rate(1)
    none = behind_amount(reviewed.desk.plan(), BEST, "people", 2028)
    assert none.title == "People in 2028/29: 0 WTE"
    assert none.expectations == ()
    assert none.level.startswith("Added up from 0 of ")
