"""The MSI holds what it should, takes the place of what it should, and is the same each time."""

import re
import struct
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from installer.making import msi, windows
from installer.making.commit import Commit
from installer.making.failure import BuildFailed

THIS = Commit("f" * 40, 1_700_000_000, "1.2.3")


def test_the_msi_holds_every_file_once_and_is_the_same_each_time(tmp_path: Path) -> None:
    payload = tmp_path / "Stocktake"
    names = ["Stocktake.exe", "app/a & b.toml", "app/deep/x.py", "runtime/x.py"]
    for name in names:
        (payload / name).parent.mkdir(parents=True, exist_ok=True)
        (payload / name).write_text(name, encoding="utf-8")
    text = msi._script(payload, THIS)
    assert text == msi._script(payload, THIS)
    found = ElementTree.fromstring(text)
    space = "{http://schemas.microsoft.com/wix/2006/wi}"
    sources = [each.attrib["Source"] for each in found.iter(f"{space}File")]
    assert sources == [f"Stocktake/{name}" for name in names]
    ids = Counter(each.attrib["Id"] for kind in ("File", "Component", "Directory")
                  for each in found.iter(f"{space}{kind}"))  # fmt: skip
    assert max(ids.values()) == 1
    listed = {each.attrib["Id"] for each in found.iter(f"{space}ComponentRef")}
    assert listed == {each.attrib["Id"] for each in found.iter(f"{space}Component")}


def test_the_same_version_with_another_branding_pack_takes_its_place(tmp_path: Path) -> None:
    made = []
    for name in ("one", "one", "two"):
        payload = tmp_path / "Stocktake"
        payload.mkdir(exist_ok=True)
        (payload / "brand.toml").write_text(name, encoding="utf-8")
        product = ElementTree.fromstring(msi._script(payload, THIS))[0]
        made.append(product.attrib["Id"])
        by_name = {each.get("Property"): each.attrib for each in product.iter()}
        assert by_name["REPLACED"]["Maximum"] == by_name["NEWER"]["Minimum"] == "1.2.4"
        assert by_name["REPLACED"]["IncludeMaximum"] == "no"
        assert by_name["NEWER"]["IncludeMinimum"] == "yes"
    assert made[0] == made[1] != made[2]


def test_what_the_msi_asks_before_it_begins_is_there() -> None:
    asked = re.findall(r'DllEntry="(\w+)"', msi._WIX)
    source = (windows.HERE / "checks.c").read_text(encoding="utf-8")
    assert re.findall(r"__declspec\(dllexport\) UINT __stdcall (\w+)\(", source) == asked
    assert all(f'<Custom Action="{each}"' in msi._WIX for each in asked)


def summary(package: str, moment: int) -> bytes:
    """The summary of an installer: its name, two moments, and one value that stays."""
    kind = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
    name = f"{{{package}}}".encode() + b"\0\0"
    values = {
        9: struct.pack("<II", 30, len(name)) + name,
        12: struct.pack("<IQ", 64, moment),
        13: struct.pack("<IQ", 64, moment),
        14: struct.pack("<II", 3, 500),
    }
    table, body, place = b"", b"", 8 + 8 * len(values)
    for number, value in values.items():
        table += struct.pack("<II", number, place + len(body))
        body += value
    section = struct.pack("<II", place + len(body), len(values)) + table + body
    head = b"\xfe\xff\0\0" + bytes(20) + b"\1\0\0\0" + kind + struct.pack("<I", 48)
    return b"before" + head + section + b"after"


def test_an_msi_is_given_the_name_and_moment_of_its_commit() -> None:
    ours, theirs, other = (letter * 8 + "-1111-1111-1111-111111111111" for letter in "ABC")
    made = [summary(ours, 5), summary(theirs, 7)]
    settled = [msi.settled(each, other, THIS.epoch) for each in made]
    assert settled == [summary(other, (THIS.epoch + 11_644_473_600) * 10**7)] * 2
    with pytest.raises(BuildFailed, match="no summary"):
        msi.settled(b"no installer", other, THIS.epoch)


def test_an_msi_that_was_not_written_leaves_no_earlier_one_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # wixl says on a full disk that all is well, and writes nothing.
    (tmp_path / "wixl").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "wixl").chmod(0o755)
    monkeypatch.setattr(msi, "SETTLED", {"PATH": str(tmp_path)})
    (tmp_path / "Stocktake").mkdir()
    target = tmp_path / "it.msi"
    target.write_bytes(summary("A" * 8 + "-1111-1111-1111-111111111111", 5))
    with pytest.raises(BuildFailed, match=r"^wixl wrote nothing to .*it\.msi\. Make room"):
        msi.write_msi(tmp_path / "Stocktake", THIS, tmp_path, target)
    assert not target.exists()
