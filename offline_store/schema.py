"""Brings a database to the shape this program knows; never the other way."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from offline_store.database import copy_encrypted
from offline_store.errors import SchemaNewer

if TYPE_CHECKING:
    from alembic.config import Config

# The last step that this program knows.
HEAD = "0035"
_SCRIPTS = Path(__file__).with_name("migrations")


def migrate(connection: Connection, database: Path, key: bytes, backups: Path) -> bool:
    """Run the steps that are due, inside the caller's transaction.

    An existing database is copied to `backups` first, under the same key.

    Returns:
        Whether an existing database got a new shape.

    Raises:
        SchemaNewer: the database has a step that this program does not know.
    """
    found = _revision(connection)
    if found == HEAD:
        return False
    # Imported here: on all days but the one of an upgrade the desk opens without it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = _config(Config(), connection)
    if found is not None:
        script = ScriptDirectory.from_config(config)
        if found not in {step.revision for step in script.walk_revisions()}:
            raise SchemaNewer(found=found, known=HEAD)
        _back_up(database, key, backups, found)
    command.upgrade(config, HEAD)
    return found is not None


def _config(config: "Config", connection: Connection) -> "Config":
    # Alembic reads this through an interpolating parser: a per cent sign in a path is doubled.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _back_up(database: Path, key: bytes, backups: Path, revision: str) -> None:
    backups.mkdir(mode=0o700, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    copy_encrypted(database, key, backups / f"store-{revision}-{stamp}.db", key)
