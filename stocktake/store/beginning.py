"""The beginning of a workspace: a file with all its tables and nothing in them."""

from __future__ import annotations

import secrets
from pathlib import Path

from stocktake import __version__
from stocktake.store import migrations
from stocktake.store.database import APPLICATION_ID, apply_settings, connect


def write_empty(path: Path, steps: tuple[str, ...] = tuple(migrations.MIGRATIONS)) -> None:
    """Write a workspace with tables and nothing in them, whole and on the disk.

    ``steps`` names the migrations it gets; recovery asks for those of the file it reads.

    Raises:
        sqlite3.Error, OSError: it could not be written.
    """
    path.touch(mode=0o600, exist_ok=False)
    connection = connect(path, "rwc")
    try:
        connection.execute("PRAGMA page_size=4096")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        apply_settings(connection, path)
        wanted = {name: migrations.MIGRATIONS[name] for name in steps}
        migrations.apply(connection, __version__, wanted)
        with_new_ids = (
            ("workspace_id", secrets.token_hex(16)),
            ("device_id", secrets.token_hex(8)),
            ("change_counter", "0"),
        )
        connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", with_new_ids)
    finally:
        connection.close()
