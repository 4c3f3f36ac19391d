"""A home as the first version wrote it: SQLite in clear at step 0001, page files in clear."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from offline_store.migrations.versions.step_0001 import REGISTER_RULES, TABLES

NAME = "Nguyễn Thị Lộ Liễu"
ID_NUMBER = "001099000777"
PAGE = b"\x89PNG a page of a person " * 100_000  # more than two chunks
COPY = b"%PDF a copy of that page"


def sha256(data: bytes) -> str:
    """Its name in the first version."""
    return hashlib.sha256(data).hexdigest()


def write_clear_home(home: Path) -> None:
    """A dossier with one certified page, as version 0.1.0 left it; the journal not yet merged."""
    home.mkdir(parents=True)
    for data in (PAGE, COPY):
        name = sha256(data)
        folder = home / "files" / name[:2] / name[2:4]
        folder.mkdir(parents=True)
        (folder / name).write_bytes(data)
    (home / "files/incoming").mkdir()
    (home / "backups").mkdir()
    at = "2026-11-22T05:00:00.000000+00:00"
    with closing(sqlite3.connect(home / "store.db", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        for statement in (*TABLES, *REGISTER_RULES):
            database.execute(statement)
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        rows: dict[str, list[object]] = {
            "alembic_version": ["0001"],
            "dossier": ["d", "H26-1", NAME, ID_NUMBER, "", "", "", "", at, "h26-1 lo lieu"],
            "document": ["o", "d", 1, "Giấy khai sinh", 1, None],
            "page": ["p", "o", 1, sha256(PAGE), 9, 9, 300, at, "[]", at, "clerk"],
            "book": ["01/2026-SCT/BS", None, None],
            "number_block": ["b", "01/2026-SCT/BS", 1, 9, at],
            "audit": [1, at, "clerk", "page-kept", "p", "{}", "00" * 32],
        }
        for table, row in rows.items():
            marks = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO {table} VALUES ({marks})", row)
        line: list[object] = ["01/2026-SCT/BS", 1, "reserved", "o", at]
        line += [NAME, "Giấy khai sinh", "Trần Văn Mẫu", "Phó Chủ tịch", 1, 2000, "", None, ""]
        database.execute(f"INSERT INTO register_line VALUES ({', '.join('?' * len(line))})", line)
        database.execute("UPDATE register_line SET state = 'signed', signed_at = ?", [at])
        database.execute(
            "INSERT INTO certified_copy VALUES ('o', ?, 1, 'TS-1', ?, 'B-T', ?, '[]')",
            ["01/2026-SCT/BS", sha256(COPY), at],
        )
        database.execute("VACUUM INTO ?", [str(home / "backups/store-old.db")])
        # Left open when the copy is taken: what the journal holds is not in the file yet.
        (home / "store.db-copy").write_bytes((home / "store.db").read_bytes())
        (home / "wal-copy").write_bytes((home / "store.db-wal").read_bytes())
    (home / "store.db-copy").replace(home / "store.db")
    (home / "wal-copy").replace(home / "store.db-wal")
