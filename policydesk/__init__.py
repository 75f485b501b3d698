"""PolicyDesk: a school's social media policy register."""

__version__ = "0.1.0"
