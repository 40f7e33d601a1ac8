"""What Alembic runs: the steps, on the connection and in the transaction of `bring_up_to_date`."""

from alembic import context

from watchdesk.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
