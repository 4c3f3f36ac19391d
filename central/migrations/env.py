"""Runs the steps on the connection that the opening database hands over, in its transaction."""

from alembic import context

from central.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # both can; a step that fails leaves the database as it was
)
with context.begin_transaction():
    context.run_migrations()
