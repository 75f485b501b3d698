"""Bringing an older register's tables up to date: one step for each shape that was ever released."""
