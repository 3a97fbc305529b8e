"""The reader child, with files on which it dies, hangs or takes all the memory there is.

The name of a file says what becomes of the child that reads it; all others are read as usual.
"""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

from stocktake.workbooks import child
from stocktake.workbooks.received import Received, receive


def failing(path: Path, password: str = "", *, is_list: bool = False) -> Received:
    """Read a file, unless its name says how to fail."""
    kind = path.name.partition(" ")[0]
    if kind == "aborts":
        os.abort()
    elif kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "hangs":
        threading.Event().wait()
    elif kind == "hoards":
        hoard = []
        while True:
            hoard.append(bytearray(1 << 24))
    return receive(path, password, is_list=is_list)


if __name__ == "__main__":
    child.receive = failing
    raise SystemExit(child.main())
