"""Practices and returns for the merge tests: Harbour & Vale PCN, and any others."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from stocktake.merge.collection import collect
from stocktake.merge.member import (
    CERTAINTIES,
    Duty,
    GapCell,
    GapKind,
    Level,
    LevelStatus,
    Member,
    MoneyLine,
    PeopleCount,
    PeopleLine,
    RankedItem,
    ServiceLine,
    StaffLine,
    WeaknessLine,
)
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.provenance import Provenance
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.questionnaire.submission import Signature, Subject, Submission

ROUND = "2026/27"
TODAY = date(2026, 11, 22)


def at(level: int) -> Level:
    return Level(level, level, LevelStatus.KNOWN)


def short_by(gap: int, headroom: int = 0) -> GapCell:
    return GapCell(GapKind.GAP, gap, headroom, 3)


NO_DATED = GapCell(GapKind.NO_DATED_EXPECTATION)


def ranked(letters: str, **facts) -> tuple[RankedItem, ...] | None:
    """A confirmed list: one letter for each item, first to fifth."""
    items = tuple(RankedItem(place, item, item) for place, item in enumerate(letters, start=1))
    return tuple(replace(item, **facts) for item in items) or None


def practice(code: str, size: int | str | None, name: str = "", **facts) -> Member:
    """One practice; ``levels`` may be plain numbers."""
    levels = {domain: at(level) for domain, level in facts.pop("levels", {}).items()}
    return Member(
        code=code,
        name=name or code,
        round=ROUND,
        return_id=f"return-{code}",
        list_size=None if size is None else Decimal(size),
        show_name=facts.pop("show_name", True),
        levels=levels,
        **facts,
    )


def harbour_and_vale(**changes) -> list[Member]:
    """Quayside, Millbrook, St Oswin's and Fellgate; ``changes`` gives facts by code."""
    practices = [
        practice(
            "Q", 12400, "Quayside", levels={"access": 2, "digital": 3}, top_five=ranked("ABCDE")
        ),
        practice(
            "M", 9100, "Millbrook", levels={"access": 3, "digital": 3}, top_five=ranked("ACBED")
        ),
        practice(
            "O", 7300, "St Oswin's", levels={"access": 1, "digital": 2}, top_five=ranked("BACDE")
        ),
        practice(
            "F", 5200, "Fellgate", levels={"access": 2, "digital": 0}, top_five=ranked("CDABE")
        ),
    ]
    return [replace(each, **changes.get(each.code, {})) for each in practices]


def a_return(
    code: str = "A12345",
    *,
    return_id: str = "r1",
    revision: int = 1,
    says: object = "yes",
    assessed_on: date = TODAY,
    name: str = "Quayside",
    pcn_code: str = "",
    sample: bool = False,
    round_label: str = ROUND,
    signed: Signature | None = None,
) -> Submission:
    """One return of the practice stocktake with one answer."""
    answers = Answers([(Address("admin.show_name"), answered(says))])
    return Submission(
        subject=Subject("practice", code, name, pcn_code=pcn_code),
        form_id="practice_stocktake",
        round=round_label,
        form_version="2026.1",
        form_hash="h",
        return_id=return_id,
        revision=revision,
        assessed_on=assessed_on,
        sample=sample,
        answers=answers,
        signed=signed,
    )


def received(file_name: str = "", **facts) -> Version:
    """A return as it was read from a file."""
    origin = Provenance(file_name, f"sha-{file_name}") if file_name else Provenance()
    return Version(a_return(**facts), origin)


AMOUNTS = st.decimals(min_value=0, max_value=10**20, allow_nan=False, allow_infinity=False)
SIZES = st.none() | st.decimals(min_value=1, max_value=150_000, places=0)


def versions() -> st.SearchStrategy[Version]:
    """Returns that often share a practice, a return id or a revision."""
    return st.builds(
        received,
        st.sampled_from(["", "a.xlsx", "b.xlsx"]),
        code=st.sampled_from(["A12345", "B12345", "C12345"]),
        return_id=st.sampled_from(["r1", "r2", "r3"]),
        revision=st.integers(1, 3),
        says=st.sampled_from(["yes", "no"]) | st.sampled_from([Decimal(1), Decimal("1.0")]),
        assessed_on=st.dates(date(2026, 11, 20), date(2026, 11, 22)),
        name=st.sampled_from(["Quayside", "Quayside Surgery"]),
        sample=st.booleans(),
        round_label=st.sampled_from(["2025/26", ROUND]),
    )


def collections():
    """Collections, some with a decision about one of their conflicts."""
    return st.builds(_decided, st.lists(versions(), max_size=6), st.booleans())


def _decided(held: list[Version], decide: bool):
    collection = collect(held)
    conflicts = collection.conflicts()
    if decide and conflicts:
        return collection.decide(conflicts[0].versions[0], made_by="PCN lead")
    return collection


def _levels():
    known = st.integers(0, 4).map(at)
    return known | st.sampled_from([Level(), Level(status=LevelStatus.NOT_APPLICABLE)])


def _cells():
    numbers = st.integers(0, 4).map(short_by)
    others = [NO_DATED, GapCell(GapKind.UNKNOWN), GapCell(GapKind.NOT_APPLICABLE)]
    return numbers | st.sampled_from(others)


def _gaps():
    row = st.tuples(*[_cells()] * 2)
    domains = st.dictionaries(st.sampled_from(DOMAIN_IDS), row, max_size=3)
    return st.dictionaries(st.sampled_from(CERTAINTIES), domains, max_size=2)


VERSIONS = st.sampled_from(["2026.9", "2026.10"])
ROLE = st.sampled_from(["hca", "gp"])
WTE = st.none() | AMOUNTS
YEAR = st.integers(2026, 2028)
CHOICES = st.dictionaries(st.sampled_from("xyz"), st.sampled_from("ab"), max_size=2)


def members(code: str, pcn: str = "", *, with_versions: bool = False) -> st.SearchStrategy[Member]:
    """One practice about which anything may be known."""
    both = st.fixed_dictionaries({"practice_stocktake": VERSIONS, "expectations": VERSIONS})
    return st.builds(
        Member,
        code=st.just(code),
        name=st.just(code),
        round=st.just(ROUND),
        return_id=st.text("abc", max_size=3),
        pcn_code=st.just(pcn),
        list_size=SIZES,
        show_name=st.booleans(),
        name_outside=st.booleans(),
        form_versions=both if with_versions else st.just({}),
        levels=st.dictionaries(st.sampled_from(DOMAIN_IDS), _levels(), max_size=4),
        gaps=_gaps(),
        top_five=st.none() | _lists_of_five(code),
        money=_lines(_money()),
        people=_lines(st.builds(PeopleLine, ROLE, YEAR, ROLE, AMOUNTS)),
        weaknesses=_lines(st.builds(WeaknessLine, ROLE, text=st.sampled_from(["", "a", "b"]))),
        staff=_lines(_staff()),
        duties=st.none() | _duties(),
        people_counts=st.dictionaries(
            st.just("leavers"), st.builds(PeopleCount, st.integers(0, 9), st.none() | st.just(20))
        ),
        trust=CHOICES,
        intentions=CHOICES,
        principles=CHOICES,
        minutes=st.dictionaries(st.sampled_from("xyz"), st.decimals(0, 90, places=1), max_size=2),
        rooms=st.dictionaries(st.sampled_from(["consult_rooms", "area_m2"]), AMOUNTS, max_size=2),
        services=_lines(_services()),
    )


def _lines(line):
    return st.none() | st.lists(line, min_size=1, max_size=3).map(tuple)


def _staff():
    return st.builds(
        StaffLine,
        ROLE,
        wte=WTE,
        vacancy_wte=WTE,
        need_wte=WTE,
        could_share_wte=WTE,
        is_pcn_paid=st.booleans(),
    )


def _duties():
    duty = st.builds(
        Duty,
        st.sampled_from(["ACC-01", "DIG-01"]),
        st.just("A duty"),
        st.sampled_from([True, False, None]),
    )
    return st.lists(duty, max_size=2, unique_by=lambda duty: duty.id).map(tuple)


def _services():
    return st.builds(
        ServiceLine,
        st.sampled_from(["ecg", "ear_care", ""]),
        st.sampled_from(["by_us", "by_group", "by_other"]),
        st.sampled_from(["tests", ""]),
        WTE,
    )


def _lists_of_five(code: str):
    shared = st.permutations("ABCDE").map(lambda order: ranked("".join(order)))
    own = RankedItem(2, f"{code}/w1", "In the practice's own words", "weakness")
    return shared | shared.map(lambda five: (five[0], own, *five[2:]))


def _money():
    expected = st.builds(MoneyLine, st.just("expectations"), YEAR, ROLE, AMOUNTS, st.just("firm"))
    return expected | st.builds(MoneyLine, st.just("safe_today"), YEAR, ROLE, AMOUNTS)


def groups(count: int = 4) -> st.SearchStrategy[tuple[Member, ...]]:
    """Practices with codes of their own."""
    return st.tuples(*[members(f"P{number}") for number in range(count)])
