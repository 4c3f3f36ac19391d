"""The steps from one shape of central's database to the next, run by Alembic at its opening."""
