"""Whether each key and each letter means one thing where it is pressed, checked on the table of commands."""

from policydesk.ui.commands import ANY_PAGE, COMMANDS, EVERYWHERE, MENU_BUTTONS, MENU_LETTERS, MENUS, Command


def clashes(commands: tuple[Command, ...] = COMMANDS) -> list[str]:
    """Return what would make a key do two things in one place, or a letter mean two things in one menu or page."""
    pages = sorted({one.where for one in commands} - {EVERYWHERE, ANY_PAGE})
    found: list[str] = []
    for page in pages:
        found += _same_keys([one for one in commands if one.where in {EVERYWHERE, page}])
        shown = [(one.id, one.label) for one in commands if one.where == page and not one.under]
        shown += [(one.id, one.label) for one in MENU_BUTTONS if one.where == page]
        found += _same_letters(page, shown)
        found += [f"Alt+{letter_of(label)} of {one} belongs to a menu" for one, label in shown
                  if letter_of(label) in MENU_LETTERS]  # fmt: skip
    for menu in (*(name for name, _label in MENUS), *(one.id for one in MENU_BUTTONS)):
        found += _same_letters(menu, [(one.id, one.label) for one in commands if menu in {one.menu, one.under}])
    return found


def _same_keys(commands: list[Command]) -> list[str]:
    found: list[str] = []
    keys: dict[str, str] = {}
    for one in commands:
        found += [f"{key}: {keys[key]} and {one.id}" for key in one.keys if key in keys]
        keys |= dict.fromkeys(one.keys, one.id)
    return found


def _same_letters(where: str, shown: list[tuple[str, str]]) -> list[str]:
    found: list[str] = []
    letters: dict[str, str] = {}
    for one, label in shown:
        letter = letter_of(label)
        if not letter:
            found.append(f"{one} has no letter in {where}")
        elif letter in letters:
            found.append(f"Alt+{letter} in {where}: {letters[letter]} and {one}")
        letters[letter] = one
    return found


def letter_of(label: str) -> str:
    """Return a label's mnemonic letter in capitals; "" where it has none."""
    at = label.replace("&&", "  ").find("&")
    return label[at + 1].upper() if 0 <= at < len(label) - 1 else ""
