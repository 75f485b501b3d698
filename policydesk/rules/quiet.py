"""After how long without anybody at the desk what is open closes again."""

SEALED_AFTER, LOCK_AFTER = 300.0, 600.0
"""Seconds without a key, a click or a turn of the wheel: then the sealed parts close, then the register locks."""
