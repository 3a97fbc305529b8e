"""Two rounds of one PCN: like with like, in counts and words."""

from dataclasses import replace
from functools import cache

from pcn_files import sample_collection

from stocktake.merge.member import Level, LevelStatus
from stocktake.merge.pcn import PcnView
from stocktake.tasks.combine import look
from stocktake.tasks.pcn_rounds import PracticeMoved, compare_rounds, moved_chart


@cache
def now() -> PcnView:
    return look(sample_collection())


def then(**levels: int | None) -> PcnView:
    """A year before: Quayside's levels given, everything else as now."""
    rows = tuple(
        replace(row, levels={**row.levels, **{d: known(level) for d, level in levels.items()}})
        if row.label == "Quayside"
        else row
        for row in now().heat_map
    )
    return replace(now(), round="2025/26", heat_map=rows)


def known(level: int | None) -> Level:
    return Level() if level is None else Level(level, level, LevelStatus.KNOWN)


def quayside(domain: str) -> int:
    (row,) = [row for row in now().heat_map if row.label == "Quayside"]
    level = row.levels[domain].level
    assert level is not None
    return level


def test_nothing_moved_is_said_plainly() -> None:
    found = compare_rounds(then(), now())
    assert found.both == 4
    assert found.words[0] == "No practice moved in any domain."
    assert found.base_words == "Levels from 4 practices that answered in both rounds."


def test_practices_that_went_up_and_down_are_counted_domain_by_domain() -> None:
    found = compare_rounds(
        then(access=quayside("access") - 1, digital=quayside("digital") + 1), now()
    )
    rows = {row.id: (row.up, row.down, row.compared) for row in found.domains}
    assert rows["access"] == (1, 0, 4)
    assert rows["digital"] == (0, 1, 4)
    assert found.words[0].startswith("Practices went up in 1 domain, most in ")
    assert found.words[0].endswith("(1 of 4).")
    assert found.words[1].startswith("Practices went down in 1 domain")
    assert PracticeMoved("Quayside", 1, 1, 11) in found.practices


def test_the_middle_is_that_of_the_practices_in_both_rounds() -> None:
    early = then()
    two = tuple(row for row in early.heat_map if row.label in ("Quayside", "Millbrook"))
    found = compare_rounds(replace(early, heat_map=two), now())
    assert found.both == 2
    access = found.domains[0]
    assert (access.then, access.now, access.compared) == (2, 2, 2)
    assert "Only in 2026/27: St Oswin's and practice A." in found.base_words


def test_a_level_that_was_not_known_is_no_move() -> None:
    found = compare_rounds(then(access=None), now())
    row = next(each for each in found.domains if each.id == "access")
    assert (row.up, row.down, row.compared) == (0, 0, 3)


def test_a_practice_goes_by_what_it_is_called_now() -> None:
    early = then()
    hidden = {code: f"practice {letter}" for code, letter in zip(early.labels, "WXYZ", strict=True)}
    found = compare_rounds(replace(early, labels=hidden), now())
    assert {each.label for each in found.practices} == set(now().labels.values())


def test_what_is_wanted_with_one_voice_is_set_beside_what_was() -> None:
    early = then()
    none = replace(early.voice, priorities=())
    wants = [each.label for each in now().voice.one_voice]
    assert wants
    gone = compare_rounds(now(), replace(early, voice=none, round="2027/28"))
    assert any(
        words.startswith("Wanted with one voice in 2026/27 and not now") for words in gone.words
    )
    new = compare_rounds(replace(early, voice=none), now())
    assert len(new.wants_new) == len(wants)
    assert len(compare_rounds(early, now()).wants_kept) == len(wants)


def test_rounds_without_a_practice_in_common_say_so() -> None:
    found = compare_rounds(replace(then(), heat_map=()), now())
    assert found.words == ("No practice has levels in both rounds, so nothing can be compared.",)
    assert moved_chart(found, "Harbour & Vale PCN").domains[0].compared == 0


def test_finance_is_held_whatever_practices_said_then_and_now() -> None:
    rows = tuple(
        replace(row, base=replace(row.base, practices=4)) if row.domain == "finance" else row
        for row in now().domains
    )
    found = compare_rounds(then(finance=1), replace(now(), domains=rows))
    finance = next(row for row in found.domains if row.id == "finance")
    assert (finance.compared, finance.up, finance.held) == (0, 0, "4 answered, held")
