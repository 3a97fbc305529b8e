"""Workbooks as practices send them, as many as are wanted, for the benchmarks of combining.

The first ten are exported by the program from made-up practices. The others are those again with
the payload of a practice of another code: their sheets are as much to read, and what combining them
takes is the same, but exporting thousands would take an hour.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from datetime import UTC, datetime, time
from pathlib import Path

from stocktake.store.workspace import Workspace
from stocktake.tasks.demo import everything_that_may_go
from stocktake.tasks.export_practice import export_practice
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.plausible import SAMPLE_TODAY, plausible_submissions
from stocktake.tasks.sample import take_in
from stocktake.workbooks.payload_part import PAYLOAD_PART, find_payload, part_bytes
from stocktake.workbooks.zip_parts import open_archive

EXPORTED = 10
"""Practices that are made up and exported; the others are these again."""

_WRITTEN_AT = datetime.combine(SAMPLE_TODAY, time(9), UTC)
_CODE = re.compile('"code":"(Z[0-9]{5})"')
_FINGERPRINT = re.compile('("(?:practice_stocktake|expectations)":)"([0-9a-f]{64})"')
_PCN = re.compile("(Made-up PCN )[0-9]+")
_PCN_CODE = re.compile('"U9[0-9]{4}"')
_RETURN = re.compile('"return_id":"([0-9a-f]{32})"')


def returned_workbooks(folder: Path, count: int, to_a_pcn: int = 0) -> Path:
    """Fill a folder with workbooks of this many practices; those that are there are kept.

    Args:
        folder: where they are kept from one run to the next.
        count: how many.
        to_a_pcn: practices of each PCN; with none all are of one.

    Returns:
        The folder within it that holds exactly so many.
    """
    first = folder / "exported"
    if not first.exists():
        _export(folder, first)
    wanted = folder / (f"{count} workbooks" + (f" of PCNs of {to_a_pcn}" if to_a_pcn else ""))
    if not wanted.exists():
        unfinished = folder / f"{count} unfinished"
        unfinished.mkdir(exist_ok=True)
        _copy(sorted(first.iterdir()), unfinished, count, to_a_pcn)
        unfinished.rename(wanted)
    return wanted


def _export(folder: Path, into: Path) -> None:
    unfinished = folder / "exporting"
    unfinished.mkdir(parents=True, exist_ok=True)
    path = folder / "made up.stocktake"
    path.unlink(missing_ok=True)
    with Workspace.create(path) as workspace:
        for stocktake, expectations in plausible_submissions(EXPORTED, seed=1):
            for submission in (stocktake, expectations):
                take_in(workspace, submission)
            practice = OpenPractice(workspace, stocktake.subject, stocktake.round, "Benchmark")
            export_practice(practice, everything_that_may_go(practice), unfinished, _WRITTEN_AT)
    unfinished.rename(into)


def _copy(exported: list[Path], into: Path, count: int, to_a_pcn: int) -> None:
    read = [path.read_bytes() for path in exported]
    for place in range(count):
        data = read[place % len(read)]
        if place >= len(read) or to_a_pcn:
            data = _of_another(data, place, place // to_a_pcn + 1 if to_a_pcn else 0)
        (into / f"Practice {place + 1:04}.xlsx").write_bytes(data)


def _of_another(data: bytes, place: int, pcn: int) -> bytes:
    """The workbook with a payload of another practice, and a digest that holds."""
    archive = open_archive(data)
    part, carried = archive.find(PAYLOAD_PART), find_payload(archive)
    if part is None or carried is None:
        raise ValueError("the workbook carries no payload")
    code = _CODE.search(carried.text)
    text = carried.text.replace(code[1] if code else "", f"Z{place + 1:05}")
    if pcn:
        text = _PCN.sub(lambda found: f"{found[1]}{pcn}", text)
        text = _PCN_CODE.sub(f'"U{90000 + pcn}"', text)
    text = _FINGERPRINT.sub(lambda found: f'{found[1]}"{_other(found[2], place) * 2}"', text)
    text = _RETURN.sub(lambda found: f'"return_id":"{_other(found[1], place)}"', text)
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as changed:
        # What is appended to a zip begins here: over the payload, which is its last member.
        changed.filelist.pop()
        del changed.NameToInfo[PAYLOAD_PART]
        changed.start_dir = part.header
        digest = hashlib.sha256(data[: part.header]).hexdigest()
        entry = zipfile.ZipInfo(PAYLOAD_PART, (1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        changed.writestr(entry, part_bytes(text, digest))
    end = changed.start_dir
    return file.getvalue() if end else data


def _other(return_id: str, place: int) -> str:
    return hashlib.md5(f"{return_id}/{place}".encode(), usedforsecurity=False).hexdigest()
