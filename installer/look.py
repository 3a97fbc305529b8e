"""Wait until a program's window stands on the X display, and take a picture of the screen.

    python installer/look.py PICTURE [SECONDS TO WAIT]

Prints after how many seconds it was seen. For the trials of the installers; it needs libX11 and
the program's own requirements.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_VIEWABLE = 2
_LEAST_WIDTH = 600
_SETTLING_SECONDS = 4.0


class _Attributes(ctypes.Structure):
    """The head of XWindowAttributes; Source: Xlib.h."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        *((name, ctypes.c_void_p) for name in ("visual", "root")),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing")),
        *((name, ctypes.c_ulong) for name in ("planes", "pixel")),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("rest", ctypes.c_byte * 256),
    )


def is_window_shown(x11: ctypes.CDLL, display: ctypes.c_void_p) -> bool:
    """Whether a window as wide as a program's own stands on the screen."""
    found = _Attributes()
    for window in _windows(x11, display):
        known = x11.XGetWindowAttributes(display, ctypes.c_ulong(window), ctypes.byref(found))
        if known and found.map_state == _VIEWABLE and found.width >= _LEAST_WIDTH:
            return True
    return False


def _windows(x11: ctypes.CDLL, display: ctypes.c_void_p) -> Iterator[int]:
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    above, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
    children = ctypes.POINTER(ctypes.c_ulong)()
    x11.XQueryTree(
        display, root, ctypes.byref(above), ctypes.byref(parent), ctypes.byref(children),
        ctypes.byref(count),
    )  # fmt: skip
    for number in range(count.value):
        yield children[number]


def wait(most_seconds: float) -> float | None:
    """Wait for the window; after how long it was there, or None when it never came."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    opened = x11.XOpenDisplay(None)
    if opened is None:
        return None
    display = ctypes.c_void_p(opened)
    begun = time.monotonic()
    while time.monotonic() - begun < most_seconds:
        if is_window_shown(x11, display):
            return time.monotonic() - begun
        time.sleep(0.02)
    return None


def take_picture(path: Path) -> None:
    """Save what is on the screen."""
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    application.primaryScreen().grabWindow(0).save(str(path))


def main() -> int:
    """Wait, say, take the picture; returns the exit code."""
    seconds = wait(float(sys.argv[2]) if len(sys.argv) > 2 else 90)
    if seconds is None:
        print("No window came.", file=sys.stderr)
        return 1
    print(f"{seconds:.2f}", flush=True)
    time.sleep(_SETTLING_SECONDS)
    take_picture(Path(sys.argv[1]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
