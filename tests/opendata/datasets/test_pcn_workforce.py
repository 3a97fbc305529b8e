"""People whom PCNs employ, against rows read by eye."""

from decimal import Decimal

from stocktake.opendata import verdict_on
from tests.opendata.published import figures, release_of


def test_the_people_of_a_pcn_are_added_up_by_role() -> None:
    release = release_of("PCNW_individual_2026-06.csv")
    assert release.period is not None and release.period.words == "June 2026"
    said = figures(release, "U89141")
    assert said["arrs.role.general_practice_assistants"] == "1"
    assert said["arrs.role.paramedics"] == "0.426666667"
    roles = [Decimal(said[key]) for key in said if key.startswith("arrs.role.")]
    assert Decimal(said["arrs.fte"]) == sum(roles)


def test_rows_without_a_person_have_time_and_nobody() -> None:
    release = release_of("PCNW_individual_2026-06.csv")
    people = Decimal(figures(release, "U07506")["arrs.hc"])
    rows = (release.rows, len(release.codes))
    assert rows == (13, 2)
    assert people < 13


def test_what_a_pcn_employs_is_never_a_practices() -> None:
    verdict = verdict_on(release_of("PCNW_individual_2026-06.csv"), "A81001")
    assert verdict.has_practice is None
    assert verdict.fills == ()
