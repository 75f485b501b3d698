"""How much a file from outside may ask of the school's computer before the register says no."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold and its reading may use; the figures of TRUST 5.12 unless a caller says otherwise."""

    seconds: float = 30.0
    memory_bytes: int = 512 * 1024 * 1024
    file_bytes: int = 10 * 1024 * 1024
    unpacked_bytes: int = 100 * 1024 * 1024
    unpacked_ratio: int = 100
    rows: int = 50_000
    columns: int = 200
    cell_characters: int = 32_767
    characters: int = 50_000_000
    """Characters in all the cells together: a few shared words may be pointed at a million times."""


LIMITS = Limits()
"""What a file chosen in the window or on the command line may ask."""
