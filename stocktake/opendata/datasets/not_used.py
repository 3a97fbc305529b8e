"""Published files that are recognised and cannot be used here, each with what to use instead.

Source: design/opendata.md 3, 5, 10, 11 and 19.
"""

from __future__ import annotations

from collections.abc import Iterator

from stocktake.opendata.layouts import Dataset, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.release import PublishedValue


def _nothing(reading: Reading) -> Iterator[PublishedValue]:
    """Give nothing: such a file is refused before it is read."""
    del reading
    yield from ()


def _refused(name: str, title: str, needs: tuple[str, ...], why: str) -> Dataset:
    return Dataset(name, title, "", (Shape(name, needs),), _nothing, refusal=why)


NOT_USED = (
    _refused(
        "list_size_legacy",
        "Patient list size by age, before 2017",
        ("Practice Code", "Male 0-4", "Female 0-4", "Male 75+", "Female 75+"),
        "This is a list of patients by age from before 2017, in a form no longer published.",
    ),
    _refused(
        "single_ages",
        "Patients by single year of age",
        ("PUBLICATION", "EXTRACT_DATE", "ORG_CODE", "SEX", "AGE", "NUMBER_OF_PATIENTS"),
        "This is the list of patients by single year of age, for men or for women alone; "
        "the file by five-year age bands (quin-age) has both.",
    ),
    _refused(
        "small_areas",
        "Patients by small area",
        ("PUBLICATION", "EXTRACT_DATE", "PRACTICE_CODE", "LSOA_CODE"),
        "This is the list of patients by small area; nothing in the stocktake comes from it.",
    ),
    _refused(
        "qof_indicators",
        "QOF indicators",
        ("INDICATOR_CODE", "INDICATOR_POINT_VALUE"),
        "This names the indicators of the QOF and has no practices in it; "
        "the points are in the files that begin with ACHIEVEMENT.",
    ),
    _refused(
        "qof_areas",
        "QOF areas",
        ("PRACTICE_CODE", "PRACTICE_NAME", "PCN_ODS_CODE", "REGION_ODS_CODE"),
        "This is the map of areas of one QOF year; the monthly map of practices is newer.",
    ),
    _refused(
        "qof_validation",
        "QOF validation",
        ("PRACTICE_CODE", "VALIDATION_RULE", "RULE_DESCRIPTION"),
        "This lists how the QOF figures were checked and has no figures in it.",
    ),
    _refused(
        "cqc_directory",
        "CQC care directory",
        ("Name", "Also known as", "Service types", "Date of latest check"),
        "This is the weekly CQC directory, which has neither practice codes nor ratings; "
        "use the monthly “Care directory with filters” (HSCA Active Locations).",
    ),
    _refused(
        "field_dictionary",
        "List of workforce columns",
        ("field", "description", "excel column"),
        "This explains the columns of the workforce file and has no figures in it.",
    ),
    _refused(
        "survey_headlines",
        "GP Patient Survey for all England",
        ("question", "response", "national_pct"),
        "These are the survey's results for all England, without practices.",
    ),
)
