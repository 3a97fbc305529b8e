"""Make the installers: ``python installer/build.py [--windows] [--deb] [--brand DIR]``.

Without a choice it makes both. It needs Debian 12 with, for Windows, the packages ``nsis``,
``wixl``, ``gcc-mingw-w64-x86-64-win32``, and ``osslsigncode`` where something is to be signed. The
same clone gives the same bytes each time; ``SHA256SUMS`` beside the files says which.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from installer.making.windows import Signing

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str]) -> int:
    """Build what was asked for; returns the exit code."""
    from installer.making.failure import BuildFailed

    options = _parser().parse_args(arguments)
    try:
        _build(options)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except OSError as error:
        why = f"{error.strerror or error}: {error.filename or 'no file was named'}"
        print(
            f"A file could not be read or written: {why}. See that it may be, and that the disks "
            "of --out and --work have room.",
            file=sys.stderr,
        )
        return 1
    return 0


def _build(options: argparse.Namespace) -> None:
    from installer.making import debian, windows
    from installer.making.commit import check_brand, this_commit
    from installer.making.runtime import check_python
    from installer.making.tidy import write_sums

    commit = this_commit()
    check_python()
    if options.brand is not None:
        commit = replace(commit, brand=check_brand(options.brand))
    both = not (options.windows or options.deb)
    out, work = options.out.resolve(), options.work.resolve()
    for folder in (out, work):
        folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    if options.windows or both:
        signing = _signing(options)
        made += windows.build(commit, work, out, signing, is_fast=options.fast)
        print("Signed." if signing else "Not signed: no --certificate was given.")
    if options.deb or both:
        made += debian.build(commit, work, out, is_fast=options.fast)
    write_sums(made, out / "SHA256SUMS")
    print(f"Stocktake {commit.version}, commit {commit.sha}")
    if commit.brand is not None:
        print(f"With the branding pack of {commit.brand.name}: SHA-256 {commit.brand.sha256}")
    for path in made:
        print(f"{path.stat().st_size / 1e6:8.1f} MB  {path.name}")
    print(f"In {out}")


def _signing(options: argparse.Namespace) -> Signing | None:
    from installer.making.failure import BuildFailed
    from installer.making.windows import Signing

    if options.certificate is None:
        return None
    given = (options.certificate, options.password_file)
    if not all(path is not None and path.is_file() for path in given):
        raise BuildFailed("To sign, give a --certificate and a --password-file that are there.")
    return Signing(*given, options.time_server)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="installer/build.py", description="Make the installers.")
    add = parser.add_argument
    add("--windows", action="store_true", help="the setup, the MSI and the ZIP for Windows")
    add("--deb", action="store_true", help="the package for Debian and Ubuntu")
    add("--brand", type=Path, help="a federation's branding pack to put in")
    add("--out", type=Path, default=ROOT / "dist", help="where they go")
    add("--work", type=Path, default=ROOT / "build" / "installers", help="wheels and halves")
    add("--fast", action="store_true", help="pack quickly and not small, for trying")
    add("--certificate", type=Path, help="a PKCS #12 file to sign the Windows files with")
    add("--password-file", type=Path, help="a file with its password")
    add("--time-server", default="", help="the address of a time stamping service")
    return parser


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main(sys.argv[1:]))
