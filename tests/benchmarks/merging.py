"""P1, P1b, P1c: combining workbooks, whole process with imports, against pandas.

The peer does what somebody does who knows Python and is sent workbooks: ``read_excel`` of the
sheets with answers of every workbook, ``concat``, ``to_excel``. It reads fewer sheets than there
are, checks nothing and works nothing out. Run it from the root of the project; FOLDER keeps the
workbooks from one run to the next::

    PEERS=peers/bin/python .venv/bin/python -m tests.benchmarks.merging FOLDER P1b P1 P1c
"""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from tests.benchmarks.in_turn import Goal, Runner, compare
from tests.benchmarks.peers import python_with, run_peer
from tests.benchmarks.returned_workbooks import returned_workbooks

PANDAS = """
import sys
from pathlib import Path
import pandas as pd
WITHOUT_ANSWERS = {"Read me", "Summary", "Indicators", "Gaps", "Plan", "Weaknesses and needs",
    "Notes", "Lists", "manifest"}
frames = []
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    with pd.ExcelFile(path, engine="openpyxl") as book:
        names = [name for name in book.sheet_names if name not in WITHOUT_ANSWERS]
        for name, frame in pd.read_excel(book, sheet_name=names, header=None).items():
            frame.insert(0, "sheet", name)
            frame.insert(0, "file", path.name)
            frames.append(frame)
pd.concat(frames).to_excel(sys.argv[2], index=False)
"""
ENGLAND = 6200
"""About as many as there are practices in England."""

PCN = 5
"""About as many as a PCN has."""

ROWS = {"P1b": (10, 1 / 4, 5), "P1": (150, 1 / 15, 3)}
"""How many workbooks, the ratio aimed at, and how many runs of each."""


def merge(folder: Path, out: Path) -> None:
    """Combine the workbooks of a folder as the command line does."""
    command = [sys.executable, "-m", "stocktake", "merge", str(folder), "--out", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def largest_mib(folder: Path, out: Path) -> tuple[float, float]:
    """Combine a folder once: seconds, and the most memory the process had, in MiB."""
    script = (
        "import resource, sys; from stocktake.cli import run; code = run(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr);"
        "sys.exit(code)"
    )
    command = [sys.executable, "-c", script, "merge", str(folder), "--out", str(out)]
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - start
    *said, memory = done.stderr.split("\n")[:-1]
    if done.returncode:
        print(f"    it ended with: {' '.join(said)}")
    return seconds, float(memory)


def england(folder: Path) -> None:
    """P1c: all of England once, against 41 times the 150."""
    few, many = (returned_workbooks(folder, count, PCN) for count in (150, ENGLAND))
    first, _ = largest_mib(few, folder / "merged.xlsx")
    seconds, memory = largest_mib(many, folder / "merged.xlsx")
    print(f"P1c: {ENGLAND} workbooks {seconds:.1f} s, {memory:.0f} MiB; 150 of them {first:.2f} s")
    print(
        f"    {seconds / first:.1f} times as long for {ENGLAND / 150:.1f} times as many "
        "(goal: under 25 s and 400 MB, in proportion; one run)"
    )


def main() -> None:
    """Compare the rows that are named; all of them when none is."""
    if len(sys.argv) < 2:
        sys.exit("Name a folder to keep the workbooks in.")
    folder = Path(sys.argv[1])
    wanted = sys.argv[2:] or [*ROWS, "P1c"]
    for row in (each for each in ROWS if each in wanted):
        count, goal, times = ROWS[row]
        peer = python_with("pandas", "merging FOLDER")
        books = returned_workbooks(folder, count)
        theirs = partial(run_peer, peer, PANDAS, str(books), str(folder / "pandas.xlsx"))
        compare(
            f"{row}, {count} workbooks",
            Runner("pandas", theirs),
            Runner("combined", partial(merge, books, folder / "merged.xlsx")),
            Goal(goal),
            times,
        )
    if "P1c" in wanted:
        england(folder)


if __name__ == "__main__":
    main()
