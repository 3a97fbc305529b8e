from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from stocktake.tasks.where_files_live import (
    has_network_name,
    is_in_network_mount,
    is_on_network,
    synced_by,
    warning,
)

HOME = PurePosixPath("somewhere")
MOUNTS = "\n".join(
    (
        "sysfs / ext4 rw 0 0",
        "//server/share /shared cifs rw 0 0",
        "/dev/sdb1 /shared/stick vfat rw 0 0",
        "server:/x /with\\040space nfs4 rw 0 0",
        "broken line",
    )
)


@pytest.mark.parametrize(
    ("folder", "owner"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Quayside Surgery", "OneDrive"),
        ("Dropbox (Old)", "Dropbox"),
        ("My Drive", "Google Drive"),
        ("GoogleDrive", "Google Drive"),
        ("Quayside SharePoint", "SharePoint"),
        ("iCloudDrive", "iCloud"),
        ("dropboxes", ""),
        ("Documents", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(folder: str, owner: str) -> None:
    assert synced_by(HOME / folder / "a" / "practices.stocktake", {}) == owner


def test_a_file_named_after_a_service_is_not_in_its_folder() -> None:
    assert synced_by(HOME / "onedrive.stocktake", {}) == ""


def test_a_folder_windows_names_is_known_whatever_it_is_called() -> None:
    variables = {"OneDriveCommercial": "D:\\Practice Files\\"}
    inside = PureWindowsPath("d:/practice files/2026/practices.stocktake")
    beside = PureWindowsPath("d:/practice files old/practices.stocktake")
    assert synced_by(inside, variables) == "OneDrive"
    assert synced_by(beside, variables) == ""


def test_another_computers_name_is_known_without_asking_it() -> None:
    assert has_network_name(PureWindowsPath("//server/share/practices.stocktake"))
    assert not has_network_name(PureWindowsPath("D:/practices.stocktake"))
    assert not has_network_name(PurePosixPath("home/practices.stocktake"))


@pytest.mark.parametrize(
    ("path", "is_network"),
    [
        ("/shared/practices.stocktake", True),
        ("/shared/stick/practices.stocktake", False),
        ("/with space/practices.stocktake", True),
        ("/elsewhere/practices.stocktake", False),
    ],
)
def test_the_nearest_mount_decides(path: str, is_network: bool) -> None:
    assert is_in_network_mount(PurePosixPath(path), MOUNTS) is is_network


def test_a_folder_of_this_computer_is_on_no_network(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path)


def test_a_warning_says_what_may_happen_and_what_to_do(tmp_path: Path) -> None:
    synced = warning(tmp_path / "OneDrive" / "practices.stocktake", lambda _: False)
    network = warning(tmp_path / "practices.stocktake", lambda _: True)
    assert "OneDrive folder" in synced
    assert "older one" in synced
    assert "network drive" in network
    for words in (synced, network):
        assert "Keep the file" in words
    assert warning(tmp_path / "practices.stocktake", lambda _: False) == ""
