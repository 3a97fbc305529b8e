"""A workbook that asks for a password: unlocked in memory, in the child process, and nowhere else.

What the file says of its own protection is looked over before the library that undoes it sees any
of it: which kind it is, with known algorithms, and no more rounds of hashing than Excel would ask
for. Only a package whose own seal still fits is handed on, so a wrong password and a damaged file
are told apart (design/reliability.md T9); the protection of Excel 2007 has no seal, and the checks
of the zip inside stand in for it. Neither the password nor what comes out is ever written
to a disk or to a log.

Source: Microsoft, [MS-OFFCRYPTO] Office Document Cryptography Structure, 2.3.4.
"""

from __future__ import annotations

import logging
import struct
from io import BytesIO

from stocktake.workbooks.guarded_xml import Budget, attribute_rows
from stocktake.workbooks.limits import (
    MAX_FILE_BYTES,
    MAX_PASSWORD_CHARACTERS,
    MAX_PROTECTION_BYTES,
    MAX_SPINS,
)
from stocktake.workbooks.refusals import refuse

_INFO, _PACKAGE = "EncryptionInfo", "EncryptedPackage"
_LICENSED = "DRMEncrypted".encode("utf-16-le")
_HASHES = frozenset({"SHA1", "SHA256", "SHA384", "SHA512"})
_KEY_BITS = frozenset({"128", "192", "256"})
_AES_IDS = frozenset({0x660E, 0x660F, 0x6610})
_SHA1_IDS = frozenset({0, 0x8004})
_VERSION = struct.Struct("<HH")
_STANDARD = struct.Struct("<6L")
_SIZE = struct.Struct("<Q")


def unlock(data: bytes, password: str) -> bytes:
    """Take the protection off a workbook.

    Args:
        data: the file, which begins as an OLE compound file does.
        password: as it was typed.

    Raises:
        Refused: the password is not the one, the protection is of a kind that no password opens
            here, or the file is damaged.
    """
    # Imported when first needed: few files are protected, and it brings a library of ciphers.
    from msoffcrypto.exceptions import InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    # At its most talkative it would write down what it was given.
    logging.getLogger("msoffcrypto").setLevel(logging.CRITICAL)
    if not password:
        raise refuse("password")
    if len(password) > MAX_PASSWORD_CHARACTERS or not _can_be_typed(password):
        raise refuse("wrong_password")
    _check_protection(*_streams(data))
    try:
        package = OOXMLFile(BytesIO(data))
        package.load_key(password=password, verify_password=True)
    except InvalidKeyError:
        raise refuse("wrong_password") from None
    except MemoryError:
        raise
    except Exception:
        # Whatever hostile bytes lead that library to, the file is of no use.
        raise refuse("damaged", _INFO) from None
    unlocked = BytesIO()
    try:
        package.decrypt(unlocked, verify_integrity=True)
    except MemoryError:
        raise
    except Exception:
        raise refuse("damaged", _PACKAGE) from None
    return unlocked.getvalue()


def _can_be_typed(password: str) -> bool:
    """Whether a password is text at all, without halves of characters."""
    try:
        password.encode("utf-16-le")
    except UnicodeEncodeError:
        return False
    return True


def _streams(data: bytes) -> tuple[bytes, int]:
    """Read what the file says of its protection, and how large it says the workbook is."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as compound:
            if not compound.exists(_INFO):
                # Rights management: a licence opens it, and no password does.
                raise refuse("other_protection" if _LICENSED in data else "damaged", _INFO)
            info = compound.openstream(_INFO).read(MAX_PROTECTION_BYTES + 1)
            package = compound.openstream(_PACKAGE)
            (size,) = _SIZE.unpack(package.read(_SIZE.size))
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error):
        raise refuse("damaged", _INFO) from None
    if len(info) > MAX_PROTECTION_BYTES or size > MAX_FILE_BYTES:
        raise refuse("too_large", _INFO)
    if size > len(data):
        raise refuse("truncated", _PACKAGE)
    return info, size


def _check_protection(info: bytes, size: int) -> None:
    """Refuse any protection but the two that Excel and LibreOffice put on a workbook."""
    if size == 0 or len(info) < _VERSION.size:
        raise refuse("damaged", _INFO)
    major, minor = _VERSION.unpack_from(info)
    if (major, minor) == (4, 4):
        _check_agile(info[8:])
    elif major in (2, 3, 4) and minor == 2:
        _check_standard(info)
    else:
        raise refuse("other_protection", _INFO)


def _check_agile(xml: bytes) -> None:
    """Look over the description that Excel 2010 and later write."""
    rows = list(attribute_rows(xml, Budget(), _INFO))
    keys = [row for name, row in rows if name == "encryptedKey"]
    data = [row for name, row in rows if name == "keyData"]
    seals = [row for name, row in rows if name == "dataIntegrity"]
    if not keys:
        # Opened by a certificate.
        raise refuse("other_protection", _INFO)
    if len(keys) != 1 or len(data) != 1 or len(seals) != 1:
        raise refuse("damaged", _INFO)
    for row in (*keys, *data):
        is_known = (
            row.get("hashAlgorithm") in _HASHES
            and row.get("keyBits") in _KEY_BITS
            and (row.get("cipherAlgorithm"), row.get("blockSize")) == ("AES", "16")
            and row.get("cipherChaining") == "ChainingModeCBC"
        )
        if not is_known:
            raise refuse("other_protection", _INFO)
    spins = keys[0].get("spinCount", "")
    if not (spins.isascii() and spins.isdecimal()):
        raise refuse("damaged", _INFO)
    if len(spins) > 8 or int(spins) > MAX_SPINS:
        raise refuse("too_large", _INFO)


def _check_standard(info: bytes) -> None:
    """Look over the description that Excel 2007 and some other programs write."""
    if len(info) < 12 + _STANDARD.size:
        raise refuse("damaged", _INFO)
    _, _, cipher, hashing, key_bits, _ = _STANDARD.unpack_from(info, 12)
    if cipher not in _AES_IDS or hashing not in _SHA1_IDS or str(key_bits) not in _KEY_BITS:
        raise refuse("other_protection", _INFO)
