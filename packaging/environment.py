"""Everything bootstrap.py does: the virtual environment, the locked packages, the system's libraries, the start."""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
STAMP = HOME / "bootstrap.stamp"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0", "libGL.so.1": "libgl1", "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1", "libxkbcommon.so.0": "libxkbcommon0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}  # fmt: skip
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}  # fmt: skip
"""Libraries that Qt's wheels take from the system, and the Debian packages that have them."""


def main(words: list[str], usage: str) -> int:
    """Set up what is not set up yet, then run the demo school or the tests; returns the exit code."""
    if not words or words[0] not in LOCKS:
        print(usage.strip(), file=sys.stderr)
        return 2
    what, more = words[0], words[1:]
    if what == "test":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.chdir(ROOT)
    if sys.platform == "linux":
        provide_libraries()
    prepare(what)
    command = [str(PYTHON), "-m", *(["pytest"] if what == "test" else ["policydesk", "demo"]), *more]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def prepare(what: str) -> None:
    """Make .venv and install the locked packages into it, unless its stamp says that this has been done."""
    marks = {each: mark(lock) for each, lock in LOCKS.items()}
    done = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() and PYTHON.exists() else []
    if marks[what] in done:
        return
    print(f"Setting PolicyDesk up in {HOME}; this happens once and takes a minute or two.", flush=True)
    # The lock names everything, so pip need not look for what packages ask for: where one asks for another's extra
    # ("coverage[toml]"), it would come upon a release newer than the locked one and refuse it for its hash.
    pip = [*make_environment(), "install", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    quiet = ["--disable-pip-version-check"] + ([] if sys.stdout.isatty() else ["--quiet"])
    if subprocess.call([*pip, *quiet, "-r", str(ROOT / "packaging" / LOCKS[what])]) != 0:
        sys.exit("The packages were not installed; pip says why above. Run the same command again to go on.")
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(HOME), "platbase": str(HOME)}))
    encoding = "utf-8" if sys.version_info >= (3, 13) else "locale"
    (site / "policydesk.pth").write_text(f"{ROOT}\n", encoding=encoding)
    done = list(marks.values()) if what == "test" else [marks[what]]  # the tests' packages include the program's
    STAMP.write_text("\n".join(done), encoding="utf-8")


def mark(lock: str) -> str:
    """Name one lock file on one Python in one place."""
    words = "\n".join((sys.version, sys.base_prefix, str(ROOT))).encode()
    return hashlib.sha256((ROOT / "packaging" / lock).read_bytes() + words).hexdigest()


def make_environment() -> list[str]:
    """Make .venv where there is none for this Python; returns the command of a pip that installs into it."""
    settings = HOME / "pyvenv.cfg"
    version = ".".join(map(str, sys.version_info[:3]))
    ours = PYTHON.exists() and settings.exists() and f"version = {version}" in settings.read_text(encoding="utf-8")
    bundled = importlib.util.find_spec("ensurepip") is not None  # Debian's python3 comes without
    if not bundled and importlib.util.find_spec("pip") is None:
        apt(["python3-venv", "python3-pip"], "pip is missing")
        importlib.invalidate_caches()
        bundled = importlib.util.find_spec("ensurepip") is not None
    if not ours:
        venv.create(HOME, clear=True, symlinks=os.name != "nt", with_pip=bundled)
    inside = [str(PYTHON), "-m", "pip"]
    if subprocess.call([*inside, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
        return inside
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def provide_libraries() -> None:
    """Install the system libraries that are missing for the window, or say how; without a window none are needed."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    on_x11 = bool(os.environ.get("DISPLAY")) and platform in {"", "xcb"}
    wanted = OFFSCREEN | X11 if on_x11 else OFFSCREEN if platform or os.environ.get("WAYLAND_DISPLAY") else {}
    missing = [package for library, package in wanted.items() if not loads(library)]
    if missing:
        apt(missing, "Qt needs libraries that this system has not")


def loads(library: str) -> bool:
    """Return whether the system has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt(packages: list[str], why: str) -> None:
    """Install Debian packages where that is allowed; otherwise end with the line to run."""
    if not shutil.which("apt-get"):
        sys.exit(f"{why}. Install what your system calls: {' '.join(packages)}. Then run the same command again.")
    sudo = [] if os.getuid() == 0 else ["sudo", "-n"]
    allowed = not sudo or (shutil.which("sudo") and subprocess.call([*sudo, "true"], stderr=subprocess.DEVNULL) == 0)
    if allowed:
        subprocess.call([*sudo, "apt-get", "update", "-qq"])
    packages = [name if known(name) or not known(f"{name}t64") else f"{name}t64" for name in packages]
    line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    print(f"{why}: {' '.join(line)}", flush=True)
    if not allowed or subprocess.call([*sudo, "env", "DEBIAN_FRONTEND=noninteractive", *line]) != 0:
        sys.exit(f"{why}. Run this, then the same command again:\n    sudo {' '.join(line)}")


def known(package: str) -> bool:
    """Return whether apt knows a package by this name; Debian 13 calls some of them …t64."""
    return subprocess.run(["apt-cache", "show", package], capture_output=True, check=False).returncode == 0
