"""Laying out Python itself: its library as one ZIP, and where it looks for everything else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from installer.making.failure import BuildFailed, run
from installer.making.lock import System
from installer.making.tidy import pack

PYTHON = Path("/usr/bin/python3.11")
LIBRARY = Path("/usr/lib/python3.11")
"""Debian's own Python: the same for everyone who builds on Debian 12, and kept safe by Debian."""

KEPT_SOURCES = ("stocktake", "PySide6", "shiboken6")
"""The program itself, and Qt, whose licence lets everybody change it."""

_HERE = Path(__file__).resolve().parent
_WITHOUT = frozenset(
    {
        *("test", "tests", "idlelib", "tkinter", "turtledemo", "lib2to3", "ensurepip", "venv"),
        *("site-packages", "dist-packages", "lib-dynload", "msilib", "pydoc_data", "__pycache__"),
        *("distutils", "curses", "dbm", "pydoc.py", "turtle.py", "antigravity.py", "this.py"),
        *("sitecustomize.py", "ssl.py", "webbrowser.py", "cgi.py", "smtplib.py", "ftplib.py"),
        *("smtpd.py", "nntplib.py", "telnetlib.py", "poplib.py", "imaplib.py"),
    }
)
"""Never used by the program; what speaks to other computers is left out on purpose."""

EXTENSIONS_WITHOUT = frozenset(
    {
        *("_ssl", "_hashlib", "_tkinter", "_msi", "winsound", "_curses", "_curses_panel", "_dbm"),
        *("_gdbm", "nis", "readline", "ossaudiodev", "_crypt", "xxlimited", "xxlimited_35"),
        *(
            "_testbuffer",
            "_testcapi",
            "_testimportmultiple",
            "_testmultiphase",
            "_testinternalcapi",
        ),
        *("_testclinic", "_xxtestfuzz", "_ctypes_test", "_xxsubinterpreters"),
    }
)
"""Parts of Python in machine code that are left out; without ``_ssl`` nothing can connect."""


def check_python() -> None:
    """See that the Python whose library is shipped is there.

    Raises:
        BuildFailed: it is not.
    """
    if not PYTHON.exists() or not (LIBRARY / "os.py").exists():
        raise BuildFailed(
            f"The Python of Debian 12 is needed in {PYTHON}. On Debian 12, install python3."
        )


def put_library(runtime: Path, work: Path, system: System, epoch: int) -> None:
    """Compile Python's own library into ``python311.zip``, and say where to look for modules.

    Python reads the ``._pth`` file beside its library, on Windows, or beside itself, on Linux;
    then neither the environment nor another Python on the machine changes anything.
    """
    tree = work / "library"
    shutil.rmtree(tree, ignore_errors=True)
    for path in sorted(LIBRARY.rglob("*.py")):
        inside = path.relative_to(LIBRARY)
        of_this_machine = inside.parts[0].startswith(("config-", "_sysconfigdata"))
        if set(inside.parts) & _WITHOUT or (of_this_machine and system == "windows"):
            continue
        target = tree / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    compile_tree(tree, "Lib")
    pack(tree, runtime / "python311.zip", "", epoch)
    name = "python311._pth" if system == "windows" else "python3.11._pth"
    extensions = "DLLs" if system == "windows" else "lib-dynload"
    app = "..\\app" if system == "windows" else "../app"
    lines = ("python311.zip", extensions, "site-packages", app)
    (runtime / name).write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


def compile_tree(folder: Path, name: str) -> None:
    """Compile a folder with the Python that is shipped, always in the same way."""
    script = _HERE / "compile_tree.py"
    env = {"PATH": os.defpath, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    run([PYTHON, "-s", "-S", script, folder, name, *KEPT_SOURCES], env=env)
