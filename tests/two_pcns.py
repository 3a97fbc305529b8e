"""Files of two PCNs: practices' own, what each PCN sends on, and a locality's. Not to be changed.

They carry what the real ones carry and show nothing, so that a window and a task read them for real
in a fraction of the time it takes to write every sheet.
"""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from pcn_files import (
    FELLGATE,
    MILLBROOK,
    QUAYSIDE,
    ST_OSWINS,
    WRITTEN_AT,
    choice_for,
    leaving,
    practice,
)

from stocktake.merge.scales import Scale
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.combine import Gathered, gather
from stocktake.tasks.combine_area import Area, Wanted, look_at
from stocktake.tasks.practice_figures import figures_for
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.payload import Member, Payload
from stocktake.workbooks.payload_json import to_text

NORTH, SOUTH = "Harbour & Vale", "Southmoor PCN"

_folder = TemporaryDirectory()


@dataclass(frozen=True)
class TwoPcns:
    """The files, by PCN, and the file of the locality that both make."""

    files: dict[str, list[Path]]
    sent: dict[str, Path]
    locality: Path


@cache
def read(*paths: Path) -> Gathered:
    """Files that nobody changes, read once."""
    return gather(paths)


def of_north(place: int) -> list[Submission]:
    """What a practice of the sample sends."""
    return list(leaving(practice(place)).submissions)


def of_south(place: int) -> list[Submission]:
    """What a practice of the sample sends under another code, in another PCN."""
    moved = []
    for submission in practice(place):
        subject = replace(
            submission.subject,
            code=f"S8100{place}",
            name=f"South {place}",
            pcn_name=SOUTH,
            pcn_code="U99999",
        )
        moved.append(replace(submission, subject=subject, return_id=f"{submission.return_id}s"))
    return list(leaving((moved[0], moved[1]), choice_for(moved[0])).submissions)


def put(path: Path, sent: list[Submission]) -> Path:
    """A practice's workbook with what it carries, and an empty sheet."""
    members = tuple(map(Member, sent))
    payload = Payload(members, figures=figures_for(sent))
    save_workbook(Workbook(), path, to_text(payload), WRITTEN_AT)
    return path


def put_area(path: Path, area: Area) -> Path:
    """An area's workbook with what it carries, and an empty sheet."""
    groups, name = area.groups, area.view.name
    if area.view.scale is Scale.LOCALITY:
        groups = tuple(replace(group, within=group.within | {name}) for group in groups)
    texts = tuple(decision.as_texts() for decision in area.decisions)
    save_workbook(Workbook(), path, to_text(Payload((), texts, groups=groups)), WRITTEN_AT)
    return path


def send_on(path: Path, *files: Path) -> Path:
    """What a PCN sends on of some of its practices' files."""
    return put_area(path, look_at(read(*files), Wanted(Scale.PCN)))


@cache
def two_pcns() -> TwoPcns:
    """All files, written once for every test."""
    folder = Path(_folder.name)
    north = [
        put(folder / f"north {place}.xlsx", of_north(place))
        for place in (QUAYSIDE, MILLBROOK, ST_OSWINS, FELLGATE)
    ]
    south = [
        put(folder / f"south {place}.xlsx", of_south(place)) for place in (QUAYSIDE, MILLBROOK)
    ]
    files = {NORTH: north, SOUTH: south}
    sent = {name: send_on(folder / f"{name}.xlsx", *paths) for name, paths in files.items()}
    area = look_at(read(*sent.values()), Wanted(Scale.LOCALITY, "East"))
    return TwoPcns(files, sent, put_area(folder / "locality.xlsx", area))
