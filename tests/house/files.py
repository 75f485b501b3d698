"""What the house tests look at: the files that belong to the program."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is kept under version control; all files where there is none, as in an unpacked archive."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        found = [ROOT / name for name in listed.split("\0") if name]
    else:
        hidden = (path for path in ROOT.rglob("*") if "__pycache__" not in path.parts)
        found = [path for path in hidden if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)]
    return tuple(path for path in found if path.is_file())


def lines(*, under: str = "") -> Iterator[tuple[str, str]]:
    """Yield every line of text with the place it stands at, such as `README.md:3`."""
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(under):
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            for number, line in enumerate(text.splitlines(), 1):
                yield f"{name}:{number}", line
