"""P9: the statistics of 900 questions over 6,200 practices, against DuckDB.

DuckDB holds the answers in a table of its own in memory and is asked one question of it; here they
are a dense array, a column for each question, counted by numpy, which comes with matplotlib. List
sizes add up to far below 2 to the 53rd, so its floats lose nothing. Both give, for each question,
the practices and patients at each level, both medians, the lowest and the highest; ours the
weighted median, the index and the agreement too. The program itself never counts 900 questions like
this: ``level_stats`` is its own, the counting is not. Run it from the root of the project::

    PEERS=peers/bin/python .venv/bin/python -m tests.benchmarks.many_practices
"""

from __future__ import annotations

import statistics
import time
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stocktake.merge.counts import Count, LevelCounts
from stocktake.merge.stats import level_stats
from tests.benchmarks.peers import python_with, run_peer

PRACTICES, QUESTIONS, TIMES = 6200, 900, 5

Array = NDArray[Any]

DUCKDB = """
import sys, time, duckdb
practices, questions = map(int, sys.argv[1:3])
c = duckdb.connect()
c.execute(f"create table said as select q, p, (hash(q, p) % 5)::tinyint as level, "
    f"2000 + hash(p) % 18000 as list_size from range({questions}) a(q), range({practices}) b(p)")
start = time.perf_counter()
by = ", ".join(f"count(*) filter (level = {n}), sum(list_size) filter (level = {n})"
    for n in range(5))
c.execute(f"select q, {by}, quantile_disc(level, 0.5), median(level), min(level), max(level) "
    "from said group by q").fetchall()
print((time.perf_counter() - start) * 1000)
"""


def count(column: Array, sizes: Array) -> LevelCounts:
    """Count one question: practices and their patients at each level."""
    practices = np.bincount(column, minlength=5).tolist()
    patients = np.bincount(column, weights=sizes, minlength=5).tolist()
    return LevelCounts(
        at=tuple(Count(practices[level], Decimal(int(patients[level]))) for level in range(5))
    )


def main() -> None:
    """Time both in turn and print the ratio."""
    python = python_with("duckdb", "many_practices")
    chance = np.random.default_rng(1)
    sizes = chance.integers(2000, 20000, PRACTICES)
    columns = chance.integers(0, 5, (QUESTIONS, PRACTICES), dtype=np.uint8)
    theirs, ours = [], []
    for _ in range(TIMES):
        said = run_peer(python, DUCKDB, str(PRACTICES), str(QUESTIONS))
        theirs.append(float(said.split()[-1]))
        start = time.perf_counter()
        for column in columns:
            level_stats(count(column, sizes))
        ours.append((time.perf_counter() - start) * 1000)
    peer, mine = statistics.median(theirs), statistics.median(ours)
    print(f"P9: statistics {mine:.0f} ms; DuckDB {peer:.0f} ms")
    print(f"    {mine / peer:.2f} times (goal: at most 0.33 times; {TIMES} runs of each)")


if __name__ == "__main__":
    main()
