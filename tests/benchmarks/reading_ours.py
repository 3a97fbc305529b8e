"""P2: one of our own workbooks read and verified, against calamine and against its three parts.

Ours is what the child process does with a file and what the program makes of it: the bytes, both
digests, the payload, and every answer checked; they are put together as values when somebody asks,
which is timed as well. The three parts are the bytes, the SHA-256 of them, and the payload. Run it
from the root of the project::

    .venv/bin/python -m tests.benchmarks.reading_ours FOLDER
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import python_calamine

from stocktake.workbooks.payload_json import from_pieces, from_text
from stocktake.workbooks.payload_part import find_payload
from stocktake.workbooks.received import receive
from stocktake.workbooks.zip_parts import open_archive
from tests.benchmarks.in_turn import Goal, Runner, compare
from tests.benchmarks.returned_workbooks import returned_workbooks

TIMES = 51


def main() -> None:
    """Compare the three."""
    if len(sys.argv) < 2:
        sys.exit("Name a folder to keep the workbooks in.")
    path = next(returned_workbooks(Path(sys.argv[1]), 10).iterdir())
    found = receive(path)
    if not found.is_trusted:
        sys.exit("The workbook is not as it was written.")

    def ours() -> object:
        read = receive(path)
        return from_pieces(read.payload or "", read.returns)

    def asked() -> object:
        read = receive(path)
        payload = from_pieces(read.payload or "", read.returns)
        return [dict(member.submission.answers.items()) for member in payload.members]

    def calamine() -> object:
        book = python_calamine.CalamineWorkbook.from_path(path)
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    def parts() -> object:
        data = path.read_bytes()
        carried = find_payload(open_archive(data))
        return hashlib.sha256(data).digest(), from_text(carried.text if carried else "")

    mine = Runner("read and verified", ours)
    compare("P2", Runner("calamine", calamine), mine, Goal(1 / 10), TIMES)
    whole = Runner("read, and every answer asked for", asked)
    compare("P2", Runner("calamine", calamine), whole, Goal(1 / 10), TIMES)
    compare("P2", Runner("bytes, SHA-256, decoding", parts), mine, Goal(1.5), TIMES)


if __name__ == "__main__":
    main()
