"""A process of its own that reads published files and says how long it took and what it held."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from stocktake.opendata import read

_KIB_IN_MIB = 1024


def peak_mib() -> int:
    """Say what this process held at the most; what its parent held does not count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // _KIB_IN_MIB


def reading_of(path: Path) -> dict[str, Any]:
    """Read a file and say what it took: seconds of the processor, and MiB at the most so far."""
    start = time.process_time()
    told: list[int] = []
    release = read(path, report=lambda done, total, words: told.append(done))
    totals = [each.value for each in release.values if each.field_key == "appts.month.total"]
    return {
        "rows": release.rows,
        "practices": len(release.codes),
        "values": len(release.values),
        "reports": len(told),
        "appointments": sum(int(str(each)) for each in totals),
        "seconds": round(time.process_time() - start, 1),
        "peak_mib": peak_mib(),
    }


def main() -> None:
    """Read each file named, one after another, and write a line for each."""
    for name in sys.argv[1:]:
        sys.stdout.write(json.dumps(reading_of(Path(name))) + "\n")


main()
