"""Published files spoilt at random: read, or refused with a sentence, and nothing else ever."""

import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

from stocktake.errors import StocktakeError
from stocktake.opendata import look_at, read
from tests.opendata.published import ROWS
from tests.store.killing import runs

FILES = sorted(path for path in ROWS.iterdir() if path.stat().st_size < 30_000)


def spoilt(data: bytes, random: Random) -> bytes:
    """Cut, overwrite, repeat or swap pieces of a file."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(changed))
        end = min(len(changed), start + random.choice((1, 2, 20, 400)))
        way = random.randrange(5)
        if way == 0:
            del changed[start:end]
        elif way == 1:
            changed[start:end] = random.randbytes(end - start)
        elif way == 2:
            changed[start:start] = changed[start:end]
        elif way == 3:
            changed[start:end] = random.choice((b'"', b",", b"\r", b"\n", b"\0", b"-97", b"\xe2"))
        else:
            del changed[start:]
        if not changed:
            break
    return bytes(changed)


def spoilt_within(data: bytes, random: Random) -> bytes:
    """Spoil one part of a workbook and pack it up again."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        unlucky = random.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, spoilt(part, random) if name == unlucky else part)
    return packed.getvalue()


def test_a_spoilt_file_is_read_or_refused(tmp_path: Path) -> None:
    random = Random(2026)
    for number in range(runs(long=5_000, short=60)):
        original = FILES[number % len(FILES)]
        path = tmp_path / original.name
        data = original.read_bytes()
        is_within = original.suffix == ".xlsx" and random.random() < 0.8
        path.write_bytes((spoilt_within if is_within else spoilt)(data, random))
        for verdict in look_at(path):
            assert verdict.sentence
            if not verdict.can_be_read:
                continue
            try:
                release = read(verdict.source)
            except StocktakeError as error:
                assert error.what.strip()
            else:
                assert release.codes
