"""The installers hold what they should, and are the same each time; nothing is built here."""

import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from branding import BRAND, make_brand

from installer import build
from installer.making import commit, debian, lock, notices, tidy, wheels, windows
from installer.making.commit import ROOT, Commit
from installer.making.failure import BuildFailed
from stocktake.paths import shipped, shipped_brand
from stocktake.tasks.brand import keep_fingerprint, read_brand
from stocktake.tasks.licences import SHIPPED

LOCKED = lock.LOCK.read_text(encoding="utf-8")
THIS = Commit("f" * 40, 1_700_000_000, "1.2.3")


def wheel(folder: Path, name: str, files: dict[str, str]) -> Path:
    """A made-up wheel."""
    path = folder / f"{name}-2.0-py3-none-any.whl"
    told = f"Metadata-Version: 2.4\nName: {name}\nVersion: 2.0\nLicense-Expression: MIT\n"
    info = f"{name}-2.0.dist-info"
    held = {f"{info}/METADATA": told, f"{info}/licenses/LICENSE": "Do as you like", **files}
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in held.items():
            archive.writestr(inside, text)
    return path


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small clone with one commit, as if it were the whole tree."""
    top = tmp_path / "tree"
    for name in ("stocktake/__init__.py", "forms/a.toml", "resources/icons/a.svg"):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text('__version__ = "1.2.3"\n', encoding="utf-8")
    named = ["-c", "user.name=A", "-c", "user.email=a@example.invalid"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run(["git", *named, *words], cwd=top, check=True)
    monkeypatch.setattr(commit, "ROOT", top)
    return top


def test_both_systems_get_every_library_of_the_lock_but_those_left_out() -> None:
    for system in ("windows", "linux"):
        found = lock.pinned_for(system, LOCKED)
        assert {each.name for each in found} == set(SHIPPED) - lock.LEFT_OUT
        assert len(found) == len({each.name for each in found})
        assert all(each.hashes for each in found)


def test_a_condition_of_an_unknown_kind_stops_the_build() -> None:
    text = "one==1.0 ; platform_release == '6' \\\n    --hash=sha256:00\n"
    with pytest.raises(BuildFailed, match="cannot judge"):
        lock.pinned_for("windows", text)


def test_conditions_are_judged_for_the_system_that_is_built_for() -> None:
    text = "one==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
    assert [each.name for each in lock.pinned_for("windows", text)] == ["one"]
    assert lock.pinned_for("linux", text) == ()


def test_a_wheel_that_is_not_what_the_lock_says_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wheels-linux").mkdir()
    wheel(tmp_path / "wheels-linux", "one", {})
    (tmp_path / "a.lock").write_text(f"one==2.0 \\\n    --hash=sha256:{'0' * 64}\n", "utf-8")
    monkeypatch.setattr(lock, "_download", lambda *arguments: None)
    with pytest.raises(BuildFailed, match="one"):
        lock.fetch(tmp_path / "a.lock", "linux", tmp_path)


@pytest.mark.parametrize("name", ["runtime.lock", "wine.lock"])
def test_what_is_fetched_for_windows_is_known_by_hash_and_names_no_host(name: str) -> None:
    text = (windows.HERE / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert lock.pinned_for("windows", text)


def test_what_git_holds_is_built_where_the_program_looks_for_it(tree: Path) -> None:
    (tree / "stocktake" / "left lying.py").write_text("", encoding="utf-8")
    commit.put_program(commit.this_commit(), tree.parent / "app")
    built = [path.relative_to(tree.parent / "app") for path in tidy.files_in(tree.parent / "app")]
    assert [path.as_posix() for path in built] == [
        "stocktake/__init__.py",
        "stocktake/_data/forms/a.toml",
        "stocktake/_data/resources/icons/a.svg",
    ]
    top = set(commit.PROGRAM) - {"stocktake"}
    assert {shipped(kind).name for kind in ("forms", "resources")} == top


def test_a_branding_pack_goes_where_the_program_looks_for_it(tree: Path, tmp_path: Path) -> None:
    pack = make_brand(tmp_path / "pack")
    keep_fingerprint(read_brand(pack))
    # What Windows left lying in the folder is no part of it.
    (pack / "Thumbs.db").write_bytes(b"")
    app = tmp_path / "app"
    checked = commit.check_brand(pack)
    commit.put_program(replace(commit.this_commit(), brand=checked), app)
    brand = app / "stocktake" / "_data" / "brand"
    found = {each.relative_to(brand).as_posix() for each in tidy.files_in(brand)}
    assert found == {"brand.toml", "brand.sha256", "logo.svg", "forms/minor_surgery.toml"}
    assert read_brand(brand).sha256 == checked.sha256
    data = (app / "stocktake" / "_data" / "resources").relative_to(app)
    assert shipped_brand().name == brand.name
    assert brand.parent == app / data.parent


@pytest.mark.parametrize("name", ["none", "empty"])
def test_a_branding_pack_with_a_fault_is_not_built(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BuildFailed, match=r"no folder|brand\.toml"):
        commit.check_brand(tmp_path / name)


def test_every_fault_of_a_branding_pack_is_told(tmp_path: Path) -> None:
    lines = [f'line_{number} = "not known"' for number in range(12)]
    pack = make_brand(tmp_path / "pack", "\n".join([*lines, BRAND]))
    with pytest.raises(BuildFailed) as told:
        commit.check_brand(pack)
    assert all(f"line_{number}" in str(told.value) for number in range(12))
    assert str(told.value).startswith("The branding pack in ")


@pytest.mark.parametrize("words", [[], ["--password-file", "none.txt"]])
def test_a_certificate_without_its_password_signs_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], tree: Path
) -> None:
    (tmp_path / "it.p12").write_bytes(b"")
    where = ["--out", str(tmp_path / "out"), "--work", str(tmp_path / "made")]
    assert build.main(["--windows", "--certificate", str(tmp_path / "it.p12"), *where, *words]) == 1
    assert capsys.readouterr().err.startswith("To sign, give a --certificate and a --password-file")


@pytest.mark.parametrize("place", ["out", "work"])
def test_what_cannot_be_written_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, tree: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    folders = {"out": tmp_path / "out", "work": tmp_path / "made", place: tmp_path / "file" / "in"}
    words = [
        "--deb",
        *(word for name, path in folders.items() for word in (f"--{name}", str(path))),
    ]
    assert build.main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Errno" not in said.err
    assert said.err.startswith("A file could not be read or written: Not a directory: ")
    assert len(said.err.splitlines()) == 1


def test_a_changed_tree_is_not_built(tree: Path) -> None:
    (tree / "forms" / "a.toml").write_text("changed", encoding="utf-8")
    with pytest.raises(BuildFailed, match="not committed"):
        commit.this_commit()


def test_a_tool_that_met_a_full_disk_is_said_in_a_sentence_and_any_other_in_its_words() -> None:
    with pytest.raises(
        BuildFailed, match=r"^dd stopped because a disk is full\. Make room [^\n]+$"
    ):
        commit.run(["dd", "if=/dev/zero", "of=/dev/full", "count=1"])
    with pytest.raises(BuildFailed, match=r"^encodings failed, and said:\n.*cannot be directly"):
        commit.run([sys.executable, "-m", "encodings"])


def test_a_missing_program_is_named() -> None:
    with pytest.raises(BuildFailed, match="no-such-program is needed"):
        commit.run(["no-such-program"])


@pytest.mark.parametrize(
    ("name", "is_wanted"),
    [
        ("docx/templates/default.docx", True),
        ("matplotlib/mpl-data/images/home.svg", True),
        ("mpl_toolkits/mplot3d/axes3d.py", True),
        ("lxml/etree.pyx", False),
        ("numpy/_core/tests/test_dtype.py", False),
        ("one-1.0.dist-info/licenses/LICENSE", True),
        # By it the program finds the licences that it shows.
        ("one-1.0.dist-info/RECORD", True),
        ("shiboken6/Shiboken.pyd", True),
        # The C++ runtime lies once beside Python, where everything looks.
        ("shiboken6/msvcp140.dll", False),
        ("PySide6/vcruntime140_1.dll", False),
    ],
)
def test_what_is_taken_from_a_wheel(name: str, is_wanted: bool) -> None:
    assert wheels.is_wanted(name) is is_wanted


def test_a_wheel_is_unpacked_where_python_looks(tmp_path: Path) -> None:
    made = wheel(
        tmp_path,
        "one",
        {
            "one/__init__.py": "",
            "one-2.0.data/purelib/one/more.py": "",
            "one-2.0.data/scripts/one": "",
            "one/tests/test_one.py": "",
        },
    )
    wheels.unpack([made], tmp_path / "to")
    found = {
        path.relative_to(tmp_path / "to").as_posix() for path in tidy.files_in(tmp_path / "to")
    }
    assert {name for name in found if "dist-info" not in name} == {"one/__init__.py", "one/more.py"}


def test_a_packed_folder_is_the_same_whenever_its_files_were_made(tmp_path: Path) -> None:
    made = []
    for number, order in enumerate(("ab", "ba")):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name in order:
            (folder / name).write_text(name, encoding="utf-8")
            os.utime(folder / name, (number * 1_000_000, number * 1_000_000))
        tidy.settle(folder, THIS.epoch)
        tidy.pack(folder, tmp_path / f"{number}.zip", "Top", THIS.epoch)
        made.append((tmp_path / f"{number}.zip").read_bytes())
    assert made[0] == made[1]
    assert zipfile.ZipFile(tmp_path / "0.zip").namelist() == ["Top/a", "Top/b"]


def test_the_list_of_hashes_is_one_that_can_be_checked(tmp_path: Path) -> None:
    for name in ("b.exe", "a.deb"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    tidy.write_sums([tmp_path / "b.exe", tmp_path / "a.deb"], tmp_path / "SHA256SUMS")
    checked = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert checked.stdout.split() == [b"a.deb:", b"OK", b"b.exe:", b"OK"]


def test_the_list_of_parts_names_every_part_with_licence_and_hash(tmp_path: Path) -> None:
    made = [wheel(tmp_path, name, {}) for name in ("one", "two")]
    parts = [notices.part_of(path) for path in made]
    written = []
    for name in ("first", "again"):
        (tmp_path / name).mkdir()
        written.append(notices.write_sbom(tmp_path / name, THIS, "linux", parts))
    assert {path.name for path in written} == {"stocktake-1.2.3-linux.cdx.json"}
    first, again = (path.read_bytes() for path in written)
    told = json.loads(first)
    assert first == again
    assert told["bomFormat"] == "CycloneDX"
    assert [each["purl"] for each in told["components"]] == ["pkg:pypi/one@2.0", "pkg:pypi/two@2.0"]
    assert all(len(each["hashes"][0]["content"]) == 64 for each in told["components"])
    assert told["components"][0]["licenses"] == [{"license": {"name": "MIT"}}]


def test_the_list_of_parts_names_the_branding_pack_inside(tmp_path: Path) -> None:
    pack = commit.check_brand(make_brand(tmp_path / "pack"))
    written = notices.write_sbom(tmp_path, replace(THIS, brand=pack), "windows", [])
    told = json.loads(written.read_text(encoding="utf-8"))["metadata"]["component"]["properties"]
    assert {"name": "branding pack", "value": f"Harbour Federation, SHA-256 {pack.sha256}"} in told


def test_the_licences_of_python_qt_and_every_library_come_along(tmp_path: Path) -> None:
    made = wheel(tmp_path, "one", {})
    notices.put_licences(tmp_path / "licences", THIS, [made], "windows")
    texts = {path.name: path.read_text("utf-8") for path in (tmp_path / "licences").iterdir()}
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in texts["python.txt"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["lgpl-3.0.txt"]
    assert {"microsoft.txt", "sqlite.txt"} <= set(texts)
    assert "replace them with builds of your own" in texts["qt.txt"]
    assert texts["one.txt"].strip() == "Do as you like"
    assert all(name in texts["README.txt"] for name in texts if name != "README.txt")


def test_the_setup_looks_for_and_removes_every_program_it_brings() -> None:
    script = (windows.HERE / "setup.nsi").read_text(encoding="utf-8")
    for name, _, _ in windows._LAUNCHERS:
        windows_name = name.replace("/", "\\")
        assert f'"{windows_name}"' in script or f'Delete "$INSTDIR\\{windows_name}"' in script
    removed = set(re.findall(r'RMDir /r "\$INSTDIR\\(\w+)"', script.partition('"Uninstall"')[2]))
    assert removed == {"runtime", "app", "licences"}


def test_the_package_depends_on_what_a_checkout_needs() -> None:
    needed = re.findall(r"^lib\S+\.so\S* (\S+)$", (ROOT / "installer/prepare.sh").read_text(), re.M)
    control = (debian.HERE / "control").read_text(encoding="utf-8")
    depends = re.search(r"^Depends: (.*)$", control, re.M)
    assert depends is not None
    named = set(re.findall(r"[\w.+-]+", re.sub(r"\(.*?\)", "", depends[1])))
    assert needed
    assert set(needed) <= named


def test_the_package_says_its_version_its_size_and_the_hash_of_every_file(tmp_path: Path) -> None:
    (tmp_path / "opt").mkdir()
    (tmp_path / "opt" / "a").write_bytes(bytes(5 * 1024 * 1024))
    debian._write_control(THIS, tmp_path)
    control = (tmp_path / "DEBIAN" / "control").read_text(encoding="utf-8")
    assert "Version: 1.2.3\nArchitecture: amd64\n" in control
    assert f"Installed-Size: {6 * 1024}\n" in control
    checked = subprocess.run(["md5sum", "--check", "DEBIAN/md5sums"], cwd=tmp_path, check=False)
    assert checked.returncode == 0


def test_a_mark_without_words_is_no_silent_blank() -> None:
    assert tidy.fill("Version: @VERSION@", {"VERSION": "1.2.3"}) == "Version: 1.2.3"
    with pytest.raises(KeyError):
        tidy.fill("@VERSION@ @ELSE@", {"VERSION": "1.2.3"})
