"""Run by Alembic with the connection that `migrate` opened."""

from alembic import context

from betterjournal.migrations.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
