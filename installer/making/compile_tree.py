"""Compile a tree of Python files in a fixed order; run by the Python that is shipped.

    python3.11 -S compile_tree.py FOLDER NAME [KEPT...]

What is compiled says it is from ``NAME``. The sources of the packages named ``KEPT`` stay beside
it; of all others only what is compiled is left. Run with ``PYTHONHASHSEED=0``, so that it is the
same each time.
"""

from __future__ import annotations

import py_compile
import sys
from pathlib import Path


def compile_tree(folder: Path, name: str, kept: frozenset[str]) -> None:
    """Compile every file under a folder, without the moment it was changed."""
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder)
        stays = inside.parts[0] in kept
        cached = path.parent / "__pycache__" / f"{path.stem}.cpython-311.pyc"
        try:
            py_compile.compile(
                str(path),
                cfile=str(cached if stays else path.with_suffix(".pyc")),
                dfile=f"{name}/{inside.as_posix()}",
                doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )
        except py_compile.PyCompileError:
            # A library brings a file along for another version of Python; it stays as it is.
            continue
        if not stays:
            path.unlink()


if __name__ == "__main__":
    compile_tree(Path(sys.argv[1]), sys.argv[2], frozenset(sys.argv[3:]))
