"""CQC ratings, against rows read by eye, as a workbook and as the OpenDocument it is sold as."""

from datetime import date
from pathlib import Path

from stocktake.opendata import read
from stocktake.opendata.release import Quality
from tests.opendata.ods import ods_of
from tests.opendata.published import ROWS, figures, release_of, value_of

LOCATIONS = "01_January_2026_HSCA_Active_Locations.xlsx"


def test_a_practices_rating_and_its_date() -> None:
    release = release_of(LOCATIONS)
    assert release.period is not None and release.period.start == date(2026, 1, 1)
    assert figures(release, "A81001") == {
        "cqc.location_id": "1-540731286",
        "cqc.location_name": "The Densham Surgery",
        "cqc.rating": "Good",
        "cqc.rating_date": "2025-06-24",
        "cqc.inherited": "N",
    }


def test_an_inherited_rating_says_so() -> None:
    release = release_of(LOCATIONS)
    value = value_of(release, "N84019", "cqc.rating")
    assert value.value == "Inadequate"
    assert value.note == "The rating was given to the provider before this one."
    assert not value.may_go_in_bulk


def test_a_code_with_a_space_before_it_is_the_practices_and_one_of_a_branch_is_not() -> None:
    release = release_of(LOCATIONS)
    assert value_of(release, "K82008", "cqc.rating").value == "Outstanding"
    assert "M83625" not in release.codes


def test_locations_without_a_code_are_counted_and_never_matched() -> None:
    said = [each.what for each in release_of(LOCATIONS).problems]
    assert "2 locations have no practice code; none of them is matched by itself." in said


def test_no_rating_is_not_published() -> None:
    value = value_of(release_of(LOCATIONS), "F85017", "cqc.rating")
    assert (value.value, value.quality) == (None, Quality.NOT_PUBLISHED)


def test_the_opendocument_says_the_same_as_the_workbook(tmp_path: Path) -> None:
    path = ods_of(ROWS / LOCATIONS, tmp_path / "01_January_2026_HSCA_Active_Locations.ods")
    there, here = read(path), release_of(LOCATIONS)
    assert figures(there, "A81001") == figures(here, "A81001")
    assert there.codes == here.codes


def test_nobodys_name_is_read() -> None:
    columns = {each.column_name for each in release_of(LOCATIONS).values}
    assert columns == {
        "Location ID", "Location Name", "Location Latest Overall Rating", "Publication Date",
        "Inherited Rating (Y/N)",
    }  # fmt: skip


def test_the_latest_ratings_give_the_five_questions(tmp_path: Path) -> None:
    heading = (ROWS / "Latest_ratings_Locations_sheet_header_only.csv").read_text(encoding="utf-8")
    names = heading.strip().split(",")
    rows = []
    for domain, rating in (("Overall", "Good"), ("Safe", "Requires improvement")):
        for group in ("Overall", "Older people"):
            given = {
                "Location ID": "1-5", "Location ODS Code": "A81001", "Domain": domain,
                "Service / Population Group": group, "Latest Rating": rating,
                "Publication Date": "24/06/2025", "Inherited Rating (Y/N)": "N",
            }  # fmt: skip
            rows.append(",".join(given.get(name, "") for name in names))
    path = tmp_path / "01_July_2026_Latest_ratings.csv"
    path.write_text(heading.strip() + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert figures(read(path), "A81001") == {
        "cqc.rating": "Good",
        "cqc.rating_date": "2025-06-24",
        "cqc.location_id": "1-5",
        "cqc.safe": "Requires improvement",
    }
