"""The MSI: the same folder for everyone at a computer, installed by whoever looks after it."""

from __future__ import annotations

import hashlib
import re
import struct
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from installer.making.commit import ROOT, Commit
from installer.making.failure import SETTLED, BuildFailed, run
from installer.making.tidy import files_in, kilobytes

UPGRADE_CODE = "7C1E2B7E-6B0E-5C0A-9C70-6B5D4B6E2F11"
"""The same for ever: by it Windows knows that one version takes the place of another."""

_SUMMARY = re.compile(
    b"\\xfe\\xff\\x00\\x00.{20}\\x01\\x00\\x00\\x00"
    + re.escape(bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")),
    re.DOTALL,
)
"""How a summary begins, up to the name of its kind of values."""

_PACKAGE, _CREATED, _SAVED = 9, 12, 13
_IS_TEXT, _IS_MOMENT = 30, 64
_SECONDS_BEFORE_1970 = 11_644_473_600
"""From 1601, where Windows begins to count."""

_SPACE = uuid.UUID(UPGRADE_CODE)
_WIX = """\
<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="{product}" Name="Stocktake" Language="2057" Version="{version}"
 Manufacturer="The Stocktake contributors" UpgradeCode="{upgrade}">
<Package Id="{package}" InstallerVersion="500" Compressed="yes" InstallScope="perMachine"
 Platform="x64" Description="A stocktake and five-year plan for general practice"
 Manufacturer="The Stocktake contributors" />
<MediaTemplate EmbedCab="yes" />
<Upgrade Id="{upgrade}">
<UpgradeVersion Minimum="{next}" IncludeMinimum="yes" OnlyDetect="yes" Property="NEWER" />
<UpgradeVersion Minimum="0.0.0" IncludeMinimum="yes" Maximum="{next}" IncludeMaximum="no"
 Property="REPLACED" />
</Upgrade>
<Binary Id="checks.dll" SourceFile="checks.dll" />
<CustomAction Id="NotNewer" BinaryKey="checks.dll" DllEntry="NotNewer" />
<CustomAction Id="NotRunning" BinaryKey="checks.dll" DllEntry="NotRunning" />
<CustomAction Id="EnoughRoom" BinaryKey="checks.dll" DllEntry="EnoughRoom" />
<InstallExecuteSequence><Custom Action="NotNewer" Sequence="50">NEWER AND NOT Installed</Custom>
<Custom Action="NotRunning" Sequence="1100" />
<Custom Action="EnoughRoom" Sequence="1110">NOT Installed</Custom>
<RemoveExistingProducts After="InstallInitialize" />\
</InstallExecuteSequence>
<Icon Id="stocktake.ico" SourceFile="stocktake.ico" />
<Property Id="ARPPRODUCTICON" Value="stocktake.ico" />
<Property Id="ARPNOMODIFY" Value="1" />
<Property Id="KILOBYTES" Value="{kilobytes}" />
<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramFiles64Folder">
{tree}</Directory>
<Directory Id="ProgramMenuFolder">
<Component Id="menu" Guid="{menu}" Win64="yes">
<Shortcut Id="menu_entry" Name="Stocktake" Target="[INSTALLDIR]Stocktake.exe"
 WorkingDirectory="INSTALLDIR" />
<RegistryValue Root="HKLM" Key="Software\\Stocktake" Name="Installed" Type="integer" Value="1"
 KeyPath="yes" />
{kinds}</Component>
</Directory>
</Directory>
<Feature Id="all" Title="Stocktake" Level="1">
{references}<ComponentRef Id="menu" />
</Feature>
</Product>
</Wix>
"""
_KINDS = (
    (r"Software\Classes\.stocktake", "Stocktake.Workspace"),
    (r"Software\Classes\Stocktake.Workspace", "Stocktake file"),
    (r"Software\Classes\Stocktake.Workspace\DefaultIcon", "[INSTALLDIR]Stocktake.exe,0"),
    (
        r"Software\Classes\Stocktake.Workspace\shell\open\command",
        '"[INSTALLDIR]Stocktake.exe" "%1"',
    ),
)


def write_msi(payload: Path, commit: Commit, work: Path, target: Path) -> None:
    """Write the installer of a folder.

    Args:
        work: holds ``checks.dll``, which stops it where it cannot go on, with a sentence.

    Raises:
        BuildFailed: wixl cannot make it.
    """
    script = work / "stocktake.wxs"
    script.write_text(_script(payload, commit), encoding="utf-8")
    icon = work / "stocktake.ico"
    icon.write_bytes((ROOT / "installer/windows/launcher/stocktake.ico").read_bytes())
    env = {**SETTLED, "SOURCE_DATE_EPOCH": str(commit.epoch)}
    target.unlink(missing_ok=True)
    run(["wixl", "-a", "x64", "-o", target.absolute(), script.name], cwd=work, env=env)
    if not target.exists():
        raise BuildFailed(
            f"wixl wrote nothing to {target}. Make room there, or choose another --out."
        )
    target.write_bytes(settled(target.read_bytes(), package_id(payload, commit), commit.epoch))


def package_id(payload: Path, commit: Commit) -> str:
    """The name of one installer by what is in it: another content is another package."""
    content = hashlib.sha256()
    for path in files_in(payload):
        content.update(f"{path.relative_to(payload).as_posix()}\0{path.stat().st_size}\0".encode())
        content.update(path.read_bytes())
    return _guid(f"package {commit.version} {content.hexdigest()}")


def settled(data: bytes, package: str, epoch: int) -> bytes:
    """Put a fixed name and moment into an installer; wixl takes a new name and the clock.

    Both stand in its summary: a property set of numbered values, each with its type first.
    Source: [MS-OLEPS] 2.21 and 2.22; Microsoft, "Summary Information Stream Property Set".

    Raises:
        BuildFailed: the summary is not laid out as wixl lays it out.
    """
    made = bytearray(data)
    moment = (epoch + _SECONDS_BEFORE_1970) * 10_000_000
    found = re.search(_SUMMARY, data)
    if found is None:
        raise BuildFailed("The MSI has no summary where one is expected.")
    (offset,) = struct.unpack_from("<I", data, found.start() + 44)
    section = found.start() + offset
    (count,) = struct.unpack_from("<I", data, section + 4)
    for number in range(count):
        name, place = struct.unpack_from("<II", data, section + 8 + 8 * number)
        (kind,) = struct.unpack_from("<I", data, section + place)
        if name in (_CREATED, _SAVED) and kind == _IS_MOMENT:
            struct.pack_into("<Q", made, section + place + 4, moment)
        elif name == _PACKAGE and kind == _IS_TEXT:
            start = section + place + 8
            made[start : start + 38] = f"{{{package}}}".encode("ascii")
    return bytes(made)


def _script(payload: Path, commit: Commit) -> str:
    ids: list[str] = []
    package = package_id(payload, commit)
    return _WIX.format(
        # By content as well: a federation may put its changed pack into the same version, and one
        # product in two packages is refused by Windows.
        product=_guid(f"product {package}"),
        package=package,
        upgrade=UPGRADE_CODE,
        menu=_guid("menu"),
        version=commit.version,
        next=_next(commit.version),
        kilobytes=kilobytes(payload),
        tree="".join(_tree(payload, payload, ids)),
        kinds="".join(
            f'<RegistryValue Root="HKLM" Key={quoteattr(key)} Type="string" '
            f"Value={quoteattr(value)} />\n"
            for key, value in _KINDS
        ),
        references="".join(f'<ComponentRef Id="{each}" />\n' for each in ids),
    )


def _next(version: str) -> str:
    """The version after one; up to it everything is replaced, the same version among it.

    wixl passes over ``IncludeMaximum``.
    """
    *first, last = version.split(".")
    return ".".join([*first, str(int(last) + 1)])


def _tree(folder: Path, payload: Path, ids: list[str]) -> Iterator[str]:
    """A folder with one component for its files, and the folders inside it."""
    inside = folder.relative_to(payload).as_posix()
    is_top = folder == payload
    own = "INSTALLDIR" if is_top else f"d{_short(inside)}"
    yield f'<Directory Id="{own}" Name={quoteattr(folder.name)}>\n'
    entries = sorted(folder.iterdir(), key=lambda path: path.name)
    files = [path for path in entries if path.is_file()]
    if files:
        ids.append(f"c{_short(inside)}")
        yield f'<Component Id="{ids[-1]}" Guid="{_guid("folder " + inside)}" Win64="yes">\n'
        for number, path in enumerate(files):
            name = path.relative_to(payload).as_posix()
            key = ' KeyPath="yes"' if number == 0 else ""
            source = quoteattr(f"{payload.name}/{name}")
            named = f"Name={quoteattr(path.name)}"
            yield f'<File Id="f{_short(name)}" Source={source} {named}{key} />\n'
        yield "</Component>\n"
    for each in entries:
        if each.is_dir():
            yield from _tree(each, payload, ids)
    yield "</Directory>\n"


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:24]


def _guid(name: str) -> str:
    return str(uuid.uuid5(_SPACE, name)).upper()
