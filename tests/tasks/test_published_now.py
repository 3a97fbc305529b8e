from decimal import Decimal

from packs import about, fact, pack_of

from stocktake.opendata.pack import Pack, to_bytes
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.published_offers import offers


def bring(practice: OpenPractice, pack: Pack) -> None:
    practice.workspace.published_sets.keep(practice.subject.code, to_bytes(pack), role="Manager")


def test_where_nothing_was_brought_nothing_stands_beside(practice: OpenPractice) -> None:
    sheet = practice.sheet(STOCKTAKE)
    assert practice.published().beside(sheet, ("profile.list_size",)) == ()
    assert practice.published().ready(sheet) == 0


def test_what_stands_beside_a_question_is_what_all_offers_say_of_it(practice: OpenPractice) -> None:
    bring(practice, pack_of(*about(practice.subject.code, "QUAYSIDE", "TS18 1HU", 3743)))
    sheet, now = practice.sheet(STOCKTAKE), practice.published()
    every = offers(sheet, now.figures())
    assert every == now.offers(sheet)
    ids = {each.address.question for each in every}
    assert {"profile.list_size", "workforce.roles"} <= ids
    for name in ids:
        assert now.beside(sheet, (name,)) == tuple(
            each for each in every if each.address.question == name
        )


def test_a_set_brought_or_taken_away_is_heard_of_at_once(practice: OpenPractice) -> None:
    code = practice.subject.code
    sheet, now = practice.sheet(STOCKTAKE), practice.published()
    bring(practice, pack_of(fact(code, "list.registered", Decimal(3743))))
    (offer,) = now.beside(sheet, ("profile.list_size",))
    assert offer.difference == Decimal(9120 - 3743)
    (kept,) = practice.workspace.published_sets.of(code)
    practice.workspace.published_sets.take_away(kept.id)
    assert now.beside(sheet, ("profile.list_size",)) == ()


def test_figures_are_read_once_while_nothing_changes(practice: OpenPractice) -> None:
    bring(practice, pack_of(*about(practice.subject.code, "QUAYSIDE", "TS18 1HU", 3743)))
    assert practice.published().figures().kept
    assert practice.published().figures() is practice.published().figures()


def test_what_waits_is_counted_until_it_is_answered(practice: OpenPractice) -> None:
    code = practice.subject.code
    bring(practice, pack_of(fact(code, "list.age_0_4", Decimal(187))))
    assert practice.published().ready(practice.sheet(STOCKTAKE)) == 1
    practice.enter(STOCKTAKE, Address("profile.age_0_4"), answered(Decimal(190)))
    assert practice.published().ready(practice.sheet(STOCKTAKE)) == 0
