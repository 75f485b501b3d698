"""The steps, in order; each is loaded by Alembic as a file."""
