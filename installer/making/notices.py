"""What a build is made of: the licence of every part, and the parts as CycloneDX."""

from __future__ import annotations

import email
import hashlib
import json
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import Any

from installer.making.commit import ROOT, Commit
from installer.making.lock import System

LICENCES = ROOT / "installer" / "licences"
_SHIPPED = ROOT / "resources" / "licences"
_FURTHER: dict[System, tuple[str, ...]] = {"windows": ("microsoft", "sqlite"), "linux": ()}
"""Notices of what comes with Python for a system; the first line of each says what it is of."""
_OF_QT = frozenset({"pyside6_essentials", "shiboken6"})
_READ_ME = """\
Stocktake {version} is free software under the MIT licence: see stocktake.txt.

It comes with these, each under its own licence, whose text is in this folder:

  Python            PSF licence: python.txt
  Qt, PySide6       LGPL version 3: qt.txt, lgpl-3.0.txt and gpl-3.0.txt
{runtime}{libraries}
"""
_QT = """\
Stocktake uses Qt and Qt for Python (PySide6 and Shiboken), unchanged, under the GNU Lesser General
Public License, version 3. They are separate files in runtime/site-packages/PySide6 and
runtime/site-packages/shiboken6: you may replace them with builds of your own, and may take the
program apart as far as is needed to see that it works with them.

The complete source of these versions is at https://download.qt.io/official_releases/ under qt and
QtForPython. Whoever gave you this copy of Stocktake will also give you that source for three years
from the day you had it, on any usual medium, for no more than the cost of sending it.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a build that others made.

    Attributes:
        licence: its short name, where the part says it.
        sha256: of the file it came as; blank where it came with the system.
        reference: its package URL.
    """

    name: str
    version: str
    licence: str
    sha256: str
    reference: str


def part_of(wheel: Path) -> Part:
    """What a wheel says of itself."""
    told = _metadata(wheel)
    name, version = str(told["Name"]), str(told["Version"])
    listed = [str(each) for each in told.get_all("Classifier", [])]
    classed = [each.rpartition(" :: ")[2] for each in listed if each.startswith("License ::")]
    licence = told["License-Expression"] or " and ".join(classed) or told["License"] or ""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    reference = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    return Part(name, version, str(licence).partition("\n")[0], digest, reference)


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


def put_licences(folder: Path, commit: Commit, wheels: Sequence[Path], system: System) -> None:
    """Write the licence of the program and of every part into a folder.

    Args:
        folder: where they go.
        commit: what is built.
        wheels: the libraries.
        system: for which it is built.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("stocktake", "lgpl-3.0", "gpl-3.0"):
        (folder / f"{name}.txt").write_bytes((_SHIPPED / f"{name}.txt").read_bytes())
    (folder / "python.txt").write_bytes((LICENCES / "python.txt").read_bytes())
    (folder / "qt.txt").write_text(_QT, encoding="utf-8", newline="\n")
    more = [LICENCES / f"{name}.txt" for name in _FURTHER[system]]
    for path in more:
        (folder / path.name).write_bytes(path.read_bytes())
    lines = [_put_licence(wheel, folder) for wheel in wheels]
    runtime = "".join(f"  {_first_line(path):<17} {path.name}\n" for path in more)
    text = _READ_ME.format(version=commit.version, runtime=runtime, libraries="".join(lines))
    (folder / "README.txt").write_text(text, encoding="utf-8", newline="\n")


def _first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0].rstrip(".")


def _put_licence(wheel: Path, folder: Path) -> str:
    """Write the licences a wheel brings along, and return its line of the list."""
    part = part_of(wheel)
    plain = part.name.lower().replace("-", "_")
    if plain in _OF_QT:
        return ""
    texts = []
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            last = name.rpartition("/")[2].lower()
            if ".dist-info/" in name and last.startswith(("licen", "copying", "notice")):
                texts.append(archive.read(name).decode("utf-8", "replace").strip())
    text = "\n\n\n".join(texts) or f"{part.name} says only this of its licence: {part.licence}"
    (folder / f"{plain}.txt").write_text(text + "\n", encoding="utf-8", newline="\n")
    return f"  {part.name} {part.version}: {part.licence or 'see'} ({plain}.txt)\n"


def write_sbom(out: Path, commit: Commit, system: System, parts: Sequence[Part]) -> Path:
    """Write the list of parts as CycloneDX 1.5, always the same for the same parts.

    Source: CycloneDX 1.5 JSON, https://cyclonedx.org/docs/1.5/json/.
    """
    path = out / f"{commit.stem(system)}.cdx.json"
    told = {"commit": commit.sha}
    if commit.brand is not None:
        told["branding pack"] = f"{commit.brand.name}, SHA-256 {commit.brand.sha256}"
    moment = datetime.fromtimestamp(commit.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    components = [_component(each) for each in sorted(parts, key=lambda part: part.reference)]
    seed = json.dumps([told, path.name, components], sort_keys=True)
    own = f"pkg:generic/stocktake@{commit.version}"
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {
            "timestamp": moment,
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "Stocktake",
                "version": commit.version,
                "licenses": [{"license": {"id": "MIT"}}],
                "properties": [{"name": name, "value": value} for name, value in told.items()],
            },
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": [each["bom-ref"] for each in components]}],
    }
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8", newline="\n")
    return path


def _component(part: Part) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": part.reference,
        "name": part.name,
        "version": part.version,
        "purl": part.reference,
    }
    if part.licence:
        made["licenses"] = [{"license": {"name": part.licence}}]
    if part.sha256:
        made["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    return made
