"""The one password of every demo school: shown on its unlock window, and good for nothing else."""

DEMO_PASSWORD = "thistle teapot harbour"  # noqa: S105 - it is meant to be known
