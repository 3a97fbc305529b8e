from __future__ import annotations

import re
import struct
from collections.abc import Callable
from functools import cache
from hashlib import sha1
from io import BytesIO
from pathlib import Path

import olefile
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.method.ecma376_standard import ECMA376Standard

from stocktake.questionnaire.loaded import LoadedForm
from stocktake.workbooks import protected
from stocktake.workbooks.reading import Forms, Verdict, read_many, read_workbook
from stocktake.workbooks.received import receive_bytes
from stocktake.workbooks.refusals import Refused

PASSWORD = "Tide & Täglich 7"
PLAIN = b"PK\x03\x04 as good as a workbook" * 400


@cache
def protect(data: bytes, password: str = PASSWORD) -> bytes:
    """Put a password on a workbook the way Excel does."""
    out = BytesIO()
    package = OOXMLFile.__new__(OOXMLFile)
    package.type, package.file = "plain", BytesIO(data)
    package.encrypt(password, out)
    return out.getvalue()


def protect_as_excel_2007(data: bytes, password: str) -> bytes:
    """Put a password on a workbook the older way, which has no seal of its own.

    Source: [MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9.
    """
    salt, verifier = bytes(range(16)), b"sixteen bytes ok"
    key = ECMA376Standard.makekey_from_password(password, 0x660E, 0x8004, 24, 128, 16, salt)

    def encrypted(plain: bytes) -> bytes:
        padded = plain + b"\0" * (-len(plain) % 16)
        engine = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
        return engine.update(padded) + engine.finalize()

    header = struct.pack("<8L", 0x24, 0, 0x660E, 0x8004, 128, 24, 0, 0)
    header += "AES\0".encode("utf-16-le")
    check = struct.pack("<L", 16) + salt + encrypted(verifier)
    check += struct.pack("<L", 20) + encrypted(sha1(verifier).digest())
    info = struct.pack("<HHLL", 4, 2, 0x24, len(header)) + header + check
    out = BytesIO()
    ECMA376Encrypted(struct.pack("<Q", len(data)) + encrypted(data), info).write_to(out)
    return out.getvalue()


def test_the_protection_of_excel_2007_is_undone_too(exported: Path) -> None:
    data = exported.read_bytes()
    locked = protect_as_excel_2007(data, PASSWORD)
    assert protected.unlock(locked, PASSWORD) == data
    assert refusal(locked, "another") == "wrong_password"
    spoilt = with_stream(locked, "EncryptedPackage", lambda old: old[:40] + b"?" * 64 + old[104:])
    assert receive_bytes(spoilt, PASSWORD).refused == "damaged"


def with_stream(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change a stream of a protected workbook without changing its length."""
    file = BytesIO(data)
    with olefile.OleFileIO(file, write_mode=True) as compound:
        old = compound.openstream(name).read()
        new = change(old)
        assert new != old and len(new) <= len(old)
        compound.write_stream(name, new.ljust(len(old)))
    return file.getvalue()


def info(pattern: str, new: str) -> Callable[[bytes], bytes]:
    """Change the description of the protection, making up its length in the last line ends."""
    return lambda old: re.sub(pattern.encode(), new.encode(), old).replace(b"    ", b"")


def flip(at: int) -> Callable[[bytes], bytes]:
    return lambda old: old[:at] + bytes([old[at] ^ 1]) + old[at + 1 :]


def refusal(data: bytes, password: str = PASSWORD) -> str:
    with pytest.raises(Refused) as refused:
        protected.unlock(data, password)
    return refused.value.code


def test_the_right_password_gives_the_workbook_byte_for_byte(exported: Path) -> None:
    data = exported.read_bytes()
    assert protected.unlock(protect(data), PASSWORD) == data


@pytest.mark.parametrize("password", ["tide & täglich 7", PASSWORD + " ", "x" * 256, "\ud800"])
def test_a_wrong_password_is_not_damage(password: str) -> None:
    assert refusal(protect(PLAIN), password) == "wrong_password"


def test_without_a_password_one_is_asked_for(exported: Path) -> None:
    assert receive_bytes(protect(exported.read_bytes())).refused == "password"


@pytest.mark.parametrize(
    ("stream", "change", "code"),
    [
        ("EncryptedPackage", flip(40), "damaged"),
        ("EncryptedPackage", flip(0), "damaged"),
        ("EncryptedPackage", lambda old: b"\xff" * 8 + old[8:], "too_large"),
        ("EncryptedPackage", lambda old: b"\0\0\x10" + old[3:], "truncated"),
        ("EncryptedPackage", lambda old: b"\0" * 8 + old[8:], "damaged"),
        ("EncryptionInfo", flip(0), "other_protection"),
        ("EncryptionInfo", lambda old: b"\x04\0\x03\0" + old[4:], "other_protection"),
        ("EncryptionInfo", lambda old: b"\x04\0\x02\0" + b"\0" * 60, "other_protection"),
        ("EncryptionInfo", info('spinCount="100000"', 'spinCount="10000000"'), "too_large"),
        ("EncryptionInfo", info('spinCount="100000"', 'spinCount="-1"'), "damaged"),
        ("EncryptionInfo", info("SHA512", "MD5"), "other_protection"),
        ("EncryptionInfo", info("AES", "RC2"), "other_protection"),
        ("EncryptionInfo", info("encryptedHmacValue=", "x="), "damaged"),
        ("EncryptionInfo", info("p:encryptedKey", "p:certificate"), "other_protection"),
        (
            "EncryptionInfo",
            info("<encryption", '<!DOCTYPE a [<!ENTITY b "c">]><encryption'),
            "damaged",
        ),
        ("EncryptionInfo", info("</encryption>", "</encryp>"), "damaged"),
    ],
)
def test_protection_that_was_tampered_with_is_refused_at_once(
    stream: str, change: Callable[[bytes], bytes], code: str
) -> None:
    assert refusal(with_stream(protect(PLAIN), stream, change)) == code


def test_rights_management_is_named_as_what_it_is() -> None:
    data = protect(PLAIN).replace(
        "EncryptionInfo".encode("utf-16-le"), "DRMEncrypted__".encode("utf-16-le")
    )
    assert refusal(data) == "other_protection"


@pytest.mark.parametrize("length", [8, 512, 1_000, 2_000, 3_000])
def test_a_protected_workbook_that_was_cut_short_is_damaged(length: int) -> None:
    assert refusal(protect(PLAIN)[:length]) == "damaged"


def test_a_workbook_protected_twice_does_not_ask_for_ever(exported: Path) -> None:
    twice = protect(protect(exported.read_bytes()))
    assert receive_bytes(twice, PASSWORD).refused == "damaged"


def test_the_password_goes_to_the_child_and_the_answers_come_back(
    exported: Path, form: LoadedForm, tmp_path: Path
) -> None:
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(protect(exported.read_bytes()))
    plain = read_workbook(exported, Forms([form]))
    forms = Forms([form])
    asked, wrong, right = (read_workbook(locked, forms, each) for each in ("", "no", PASSWORD))
    assert [each.verdict for each in (asked, wrong)] == [Verdict.PASSWORD, Verdict.WRONG_PASSWORD]
    assert asked.needs_password and wrong.needs_password and not right.needs_password
    assert right.verdict is Verdict.READY
    assert right.submissions == plain.submissions
    both = list(read_many([exported, locked], forms, passwords={locked: PASSWORD}))
    assert [each.verdict for each in both] == [Verdict.READY, Verdict.READY]


def test_the_password_stands_in_no_result_and_no_log(
    exported: Path, form: LoadedForm, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    data = protect(exported.read_bytes())
    received = receive_bytes(data, PASSWORD)
    assert PASSWORD not in repr(received)
    assert PASSWORD not in caplog.text
