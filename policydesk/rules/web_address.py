"""A web address as people paste it: with or without https, on a mobile host, with what was added to count visits."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
"""Words with dots between them, of which the last begins with a letter."""

_LONGEST_HOST = 253

_DOORS = ("www.", "m.", "mobile.", "touch.")
"""Hosts that show the same pages."""

_COUNTING = re.compile(
    r"(?:^|(?<=&))(?:utm_\w+|fbclid|gclid|igshid|igsh|si|ref|ref_src|mibextid|lang|locale|hl)=[^&]*&?"
)
"""What is added to an address to count visits or to choose a language."""


@dataclass(frozen=True)
class WebAddress:
    """An address that can be opened: its host in small letters, and the path with its query as it was typed."""

    host: str
    rest: str

    @property
    def spelled(self) -> str:
        """The address as it is kept."""
        return f"https://{self.host}{self.rest}".rstrip("/")

    @property
    def plain(self) -> str:
        """The path with its query, the path as a person reads it: "é" instead of "%C3%A9"."""
        path, mark, query = self.rest.partition("?")
        return f"{unquote(path)}{mark}{query}"

    @property
    def key(self) -> str:
        """The same for all spellings of the address."""
        path, _, query = self.plain.partition("?")
        query = _COUNTING.sub("", query).rstrip("&")
        return f"{_plain_host(self.host)}{path.rstrip('/')}{'?' if query else ''}{query}".casefold()


def read_web_address(text: str) -> WebAddress | str:
    """Read a web address; where it is none, return the sentence that says what to do."""
    text = text.strip()
    if text.startswith("@"):
        return _NAME_ONLY
    try:
        parts = urlsplit(text if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", text, re.IGNORECASE) else f"https://{text}")
    except ValueError:
        return _NO_ADDRESS
    if parts.scheme not in {"http", "https"}:
        return _NO_ADDRESS
    if "@" in parts.netloc:
        return "Leave the name and the password out of the web address."
    return _read(parts)


_NAME_ONLY = "This is a name on a platform. Enter its web address, such as https://www.example.com/longacre."

_NO_ADDRESS = "Enter a web address, such as https://www.example.com/longacre."


def _read(parts: SplitResult) -> WebAddress | str:
    host = (parts.hostname or "").removesuffix(".")
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host) or not rest.isprintable() or " " in rest:
        return _NO_ADDRESS
    return WebAddress(host, re.sub(r"/{2,}", "/", rest))


def _plain_host(host: str) -> str:
    for door in _DOORS:
        if host.startswith(door) and host.count(".") > 1:
            return host.removeprefix(door)
    return host
