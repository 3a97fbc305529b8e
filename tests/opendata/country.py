"""Published files of a whole invented country, written by code: as long as England's or shorter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

PRACTICES = 6_200
"""Practices of England, about."""

_HCP = ("GP", "Other Practice staff", "Unknown")
_MODES = ("Face-to-Face", "Telephone", "Home Visit", "Video Conference/Online", "Unknown")
_STATUS = ("Attended", "DNA", "Unknown")
_WAITS = (
    "Same Day", "1 Day", "2 to 7 Days", "8  to 14 Days", "15  to 21 Days", "22  to 28 Days",
    "More than 28 Days", "Unknown / Data Quality",
)  # fmt: skip
_CATEGORIES = (
    "General Consultation Routine", "General Consultation Acute", "Planned Clinics",
    "Inconsistent Mapping", "Unmapped",
)  # fmt: skip
APPOINTMENT_COLUMNS = (
    "APPOINTMENT_MONTH_START_DATE", "GP_CODE", "GP_NAME", "SUPPLIER", "PCN_CODE", "PCN_NAME",
    "SUB_ICB_LOCATION_CODE", "SUB_ICB_LOCATION_NAME", "HCP_TYPE", "APPT_MODE",
    "NATIONAL_CATEGORY", "TIME_BETWEEN_BOOK_AND_APPT", "COUNT_OF_APPOINTMENTS", "APPT_STATUS",
)  # fmt: skip


def code_of(number: int) -> str:
    """Invent the code of a practice."""
    return f"{'ABCDEFGHJK'[number // 99_999]}{number % 99_999 + 1:05}"


def write_appointments(path: Path, practices: int, rows: int) -> None:
    """Write a month of appointments of about this many rows, spread evenly."""
    random = Random(6)
    each = max(1, rows // practices)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(APPOINTMENT_COLUMNS) + "\r\n")
        for number in range(practices):
            start = (
                f'01AUG2025,{code_of(number)},"THE SURGERY, PLACE {number}",EMIS,U{number // 5:05},'
                f"SOME PCN,16C,NHS North East and North Cumbria ICB - 16C,"
            )
            file.writelines(
                f"{start}{random.choice(_HCP)},{random.choice(_MODES)},"
                f"{random.choice(_CATEGORIES)},{random.choice(_WAITS)},"
                f"{random.randint(1, 60)},{random.choice(_STATUS)}\r\n"
                for _ in range(each)
            )


def write_list(path: Path, practices: int) -> None:
    """Write the registered patients of every practice."""
    random = Random(7)
    heading = (
        "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,"
        "POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n"
    )
    rows = (
        f"GP_PRAC_PAT_LIST,2026-07-01,GP,16C,E38000247,{code_of(number)},AB1 2CD,ALL,ALL,"
        f"{random.randint(200, 20_000)}\n"
        for number in range(practices)
    )
    _write(path, heading, rows)


def write_map(path: Path, practices: int) -> None:
    """Write the areas of every practice: PCNs of five, 36 ICBs, seven regions."""
    heading = (
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
        "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,"
        "ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME\n"
    )
    rows = (
        f"GP_PRAC_PAT_LIST,01Jul2026,{code_of(number)},SURGERY {number},AB1 2CD,"
        f"U{number // 5:05},PCN {number // 5},E38000247,{number % 100:02}L,PLACE {number % 100},"
        f"E54000050,{icb_of(number)},ICB {number % 36},E40000012,Y{number % 7 + 56},REGION,TPP\n"
        for number in range(practices)
    )
    _write(path, heading, rows)


def icb_of(number: int) -> str:
    """Invent the code of a practice's ICB."""
    return f"Q{'ABCDEFGHJKLM'[number % 36 // 3]}{'XYZ'[number % 3]}"


def write_workforce(path: Path, practices: int, headings: list[str], row: list[str]) -> None:
    """Write the wide workforce file: one real row under as many codes."""
    code = headings.index("PRAC_CODE")
    rows = (
        ",".join([*row[:code], code_of(number), *row[code + 1 :]]) + "\n"
        for number in range(practices)
    )
    _write(path, "\ufeff" + ",".join(headings) + "\n", rows)


def write_bands(path: Path, practices: int) -> None:
    """Write every practice's patients by age and sex: 43 rows each."""
    bands = [*(f"{low}_{low + 4}" for low in range(0, 95, 5)), "95+"]
    heading = (
        "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,"
        "NUMBER_OF_PATIENTS\n"
    )

    def rows() -> Iterator[str]:
        for number in range(practices):
            start = f"GP_PRAC_PAT_LIST,2026-07-01,GP,{code_of(number)},,AB1 2CD,"
            each = number % 90 + 10
            yield f"{start}ALL,ALL,{each * 40}\n"
            for sex in ("FEMALE", "MALE"):
                yield from (f"{start}{sex},{band},{each}\n" for band in bands)
                yield f"{start}{sex},ALL,{each * 20}\n"

    _write(path, heading, rows())


def _write(path: Path, heading: str, rows: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(heading)
        file.writelines(rows)
