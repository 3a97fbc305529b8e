"""A process of its own that makes a pack and says how long it took and what it held."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from stocktake.opendata.packing import PackRequest
from stocktake.tasks.prefill_commands import build

_KIB_IN_MIB = 1024


def main() -> None:
    """Make the pack of an area: its code, where to write it, and the files."""
    area, out, *files = sys.argv[1:]
    start = time.process_time()
    request = PackRequest((area,), "", date(2026, 11, 22))
    built = build([Path(each) for each in files], request, Path(out), lambda _: None)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    said = {
        "left_out": built.left_out,
        "seconds": round(time.process_time() - start, 1),
        "peak_mib": int(line.split()[1]) // _KIB_IN_MIB,
    }
    sys.stdout.write(json.dumps(said) + "\n")


main()
