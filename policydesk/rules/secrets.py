"""A password has no place in the register: words that look like one are found before they are kept.

What is looked for is narrow, because a sentence about where the sign-in details are must never be refused.
"""

import re

_TOLD = re.compile(
    r"\b(?:passwords?|passwds?|passcodes?|passphrases?|pass\s?words?|pwd|pword|pw|pin(?:\s?(?:code|number))?)\b"
    r"\s*(?:(?:is|was|are|now)\b[:=]?|[:=]|(?:->|[-–—])\s)\s*(?P<word>\S+)(?P<more>.*)",
    re.IGNORECASE,
)
"""A word for "password" with what is said of it."""

_NO_PASSWORD = re.compile(
    r"an?|the|in|inside|at|on|with|by|of|off|from|to|for|under|behind|and|or|not|never|only|as|if|when|where|who|"
    r"see|ask|our|ours|his|hers?|theirs?|my|your|kept|held|stored|saved|known|changed|set|reset|renewed|written|locked|"
    r"hidden|shared|managed|protected|required|needed|given|office|school|safe|envelope|drawer|cabinet|cupboard|folder|"
    r"vault|manager|bitwarden|lastpass|keepassx?c?|1password|dashlane|keeper|head|headteacher|admin|bursar|business|"
    r"unknown|none|nobody|everybody|strong|unique|long|short|private|secret|confidential|different|new|old",
)
"""Words that follow "password:" or "password is" where somebody says where it is, or what it is like."""

_SIGNS = "!$%^&*#?@+=~_"


def looks_like_a_password(text: str) -> bool:
    """Return whether some words look like a password, or like a sentence that gives one away."""
    if any(_is_told(found["word"], found["more"]) for found in _TOLD.finditer(text)):
        return True
    return any(_is_mixed(word) for word in text.split())


def _is_told(word: str, more: str) -> bool:
    """Whether the word after "password:" is the password: the last word of its line, or one that is no plain word."""
    bare = re.sub(r"^\W+|\W+$", "", word)
    plain = bare.casefold()
    if len(plain) < 4 or _NO_PASSWORD.fullmatch(plain) or _NO_PASSWORD.fullmatch(plain.strip("0123456789")):
        return False
    return not more.strip(" .!") or not re.sub(r"[-’']", "", bare).isalpha()


def _is_mixed(word: str) -> bool:
    """Whether a word mixes letters, figures and signs as only passwords do."""
    word = word.strip(",.;:()[]{}\"'“”‘’").lstrip("#@")
    if len(word) < 8 or _is_something_else(word):
        return False
    mixed = all(any(map(kind, word)) for kind in (str.islower, str.isupper, str.isdigit))
    return mixed and (any(sign in word for sign in _SIGNS) or _is_random(word))


def _is_something_else(word: str) -> bool:
    """Whether a word is a web address, a path or an e-mail address, which may mix as much."""
    return "/" in word or "\\" in word or re.fullmatch(r"[^@\s]+@[\w-]+(?:\.[\w-]+)+", word) is not None


def _is_random(word: str) -> bool:
    """Whether figures stand in the midst of letters, again and again, as in nothing that people write."""
    return len(re.findall(r"(?<=[A-Za-z])\d+(?=[A-Za-z])", word)) >= 2
