"""A password has no place in the register: words that look like one are found before they are kept."""


def looks_like_a_password(text: str) -> bool:
    """Return whether some words look like a password, or like a sentence that gives one away."""
    raise NotImplementedError
