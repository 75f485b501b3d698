"""Everything that can be done with a key or from a menu, in one table that menus, pages, help and tests read."""

from dataclasses import dataclass

EVERYWHERE = ""
"""`where` of a command that the window itself does on every page."""

ANY_PAGE = "*"
"""`where` of a command that each page may do in its own way."""

MENUS = (
    ("file", "&File"),
    ("edit", "&Edit"),
    ("view", "&View"),
    ("go", "&Go"),
    ("record", "&Record"),
    ("help", "&Help"),
)
"""The menus; pages do not use their letters, nor T, which is kept for tools."""

MENU_LETTERS = frozenset("FEVGRTH")
"""Letters that no button on a page may have."""


@dataclass(frozen=True)
class Command:
    """One thing to do: its label with mnemonic, its keys (the first is shown), its menu and where it can be done."""

    id: str
    label: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    where: str = EVERYWHERE
    icon: str = ""
    tip: str = ""
    several: bool = False
    """Whether its form takes several records at once."""

    @property
    def object_name(self) -> str:
        """The stable name of its button and its menu entry."""
        return self.id.replace(".", "_")

    @property
    def words(self) -> str:
        """The label as it is read: no mnemonic, no dots."""
        return self.label.replace("&", "").removesuffix("…")

    @property
    def tip_with_keys(self) -> str:
        """What the tooltip says: what it does, and its keys."""
        said = self.tip or self.words
        return f"{said} ({self.keys[0]})" if self.keys else said


@dataclass(frozen=True)
class Place:
    """A page as the navigation knows it; numbers stay the same when other pages come between."""

    id: str
    label: str
    number: int
    at_bottom: bool = False
    under: str = ""
    """The place it is reached from, where it does not stand in the navigation itself."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What goes there; a page without a number has no keys."""
        return (f"Ctrl+{self.number}",) if self.number else ()


PLACES = (
    Place("today", "&Today", 1),
    Place("compare", "&Compare two days", 0, under="today"),
    Place("standard", "Sta&ndard", 0, under="today"),
    Place("staff", "&Staff", 2),
    Place("policies", "&Policies", 3),
    Place("acknowledgements", "&Acknowledgements", 4),
    Place("accounts", "&Official accounts", 5),
    Place("incidents", "&Incidents", 6),
    Place("reviews", "Re&views", 7),
    Place("reports", "&Reports", 8),
    Place("settings", "S&ettings", 9, at_bottom=True),
)
"""Where one can go, in the order of the navigation."""

INSIDE = {"accounts_log": ("accounts", "Approvals and logs")}
"""Pages that are a tab of another one: the one they are on, and what the tab says."""

COMMANDS: tuple[Command, ...] = (
    *(
        Command(f"go.{place.id}", place.label, place.keys, "go", EVERYWHERE, "" if place.under else place.id)
        for place in PLACES
    ),
    Command("file.print", "&Print this list…", ("Ctrl+P",), "file", ANY_PAGE, "print"),
    Command("file.backup", "Make a &backup…", (), "file", EVERYWHERE, "backup"),
    Command("file.restore", "&Go back to a backup…", (), "file"),
    Command("file.hide", "&Hide the screen", ("F12",), "file", EVERYWHERE, "hide", "Hide the screen now"),
    Command("file.lock", "&Lock", ("Ctrl+L",), "file", EVERYWHERE, "lock", "Lock the register"),
    Command("file.quit", "E&xit", ("Ctrl+Q",), "file"),
    Command("edit.undo", "&Undo", ("Ctrl+Z",), "edit", EVERYWHERE, "undo"),
    Command("edit.find", "&Search everything", ("Ctrl+F", "Ctrl+E", "F3"), "edit", EVERYWHERE, "search"),
    Command("view.refresh", "&Refresh", ("F5",), "view", EVERYWHERE, "refresh"),
    Command("view.larger", "&Larger text", ("Ctrl++", "Ctrl+="), "view"),
    Command("view.smaller", "&Smaller text", ("Ctrl+-",), "view"),
    Command("view.usual", "&Usual text size", ("Ctrl+0",), "view"),
    Command("view.system", "Colours as the s&ystem", (), "view"),
    Command("view.light", "L&ight colours", (), "view"),
    Command("view.dark", "&Dark colours", (), "view"),
    Command(
        "view.another_day", "Another d&ay…", ("Ctrl+D",), "view", tip="Show the register as it stood on another day"
    ),
    Command("view.today", "&Back to today", (), "view"),
    Command("view.next_pane", "&Next pane", ("F6",), "view"),
    Command("view.previous_pane", "&Previous pane", ("Shift+F6",), "view"),
    Command("help.page", "&Help for this page", ("F1",), "help", EVERYWHERE, "help"),
    Command("help.keys", "&All shortcuts", ("Ctrl+/",), "help"),
    Command("help.about", "About &PolicyDesk", (), "help"),
    Command("staff.add", "&Add staff member…", ("Ctrl+N",), "", "staff", "add"),
    Command("staff.edit", "E&dit…", ("F2",), "", "staff", "edit"),
    Command("staff.sign", "Record what they &signed…", ("Ctrl+Shift+A",), "", "staff", "record"),
    Command("staff.import", "&Import staff…", ("Ctrl+Shift+I",), "", "staff", "import"),
    Command("staff.leave", "Mark as &leaving…", ("Ctrl+Shift+L",), "", "staff", "leave"),
    Command("staff.category", "Change &category…", (), "", "staff", "person", several=True),
    Command("staff.appoint", "A&ppoint…", (), "", "staff", "person"),
    Command("staff.absence", "Record a&bsence…", (), "", "staff", "leave"),
    Command("staff.training", "Record trai&ning…", (), "", "staff", "meeting"),
    Command("policies.add", "&Add policy…", ("Ctrl+N",), "", "policies", "add"),
    Command("policies.edit", "E&dit…", ("F2",), "", "policies", "edit"),
    Command("policies.version", "&New version…", ("Ctrl+Shift+V",), "", "policies", "policies"),
    Command("policies.publish", "&Publish version…", (), "", "policies", "record"),
    Command("policies.adopt", "Record adopt&ion…", (), "", "policies", "acknowledgements"),
    Command("policies.open", "&Open document", ("Ctrl+O",), "", "policies", "file"),
    Command("policies.withdraw", "&Withdraw policy…", (), "", "policies", "stop"),
    Command(
        "acknowledgements.record",
        "Record &acknowledgements…",
        ("Ctrl+Shift+A", "Ctrl+Return"),
        "record",
        "acknowledgements",
        "record",
    ),
    Command(
        "acknowledgements.meeting", "&Meeting sign-off", ("Ctrl+Shift+M",), "record", "acknowledgements", "meeting"
    ),
    Command("acknowledgements.refuse", "Record a ref&usal…", (), "record", "acknowledgements", "stop"),
    Command("acknowledgements.exempt", "E&xempt…", (), "record", "acknowledgements", "person"),
    Command("acknowledgements.void", "&Withdraw an acknowledgement…", (), "record", "acknowledgements", "delete"),
    Command("accounts.propose", "&Propose…", ("Ctrl+N",), "", "accounts", "add", "Propose an account"),
    Command("accounts.existing", "&Add existing…", (), "", "accounts", "add", "Add an account that exists already"),
    Command("accounts.edit", "E&dit…", ("F2",), "", "accounts", "edit"),
    Command("accounts.approve", "De&cide…", (), "", "accounts", "tick"),
    Command("accounts.step", "&Next step…", (), "", "accounts", "step"),
    Command("accounts.appoint", "Appoint &moderator…", (), "", "accounts", "person"),
    Command("accounts.tick", "Chec&klist…", (), "", "accounts", "record"),
    Command("accounts.check", "Rec&ord a check…", ("Ctrl+Shift+K",), "record", "accounts", "show", several=True),
    Command("accounts.print", "Pr&int approval form…", (), "", "accounts", "print"),
    Command("accounts.evaluate", "Eval&uate…", (), "", "accounts", "record"),
    Command("accounts.content", "&Log content…", (), "record", "accounts", "file"),
    Command("accounts.absence", "Record a&bsence…", (), "", "accounts", "leave"),
    Command("accounts.replace", "Replace a moderator ever&ywhere…", (), "record", "accounts", "staff"),
    Command("accounts.import", "Import account&s…", ("Ctrl+Shift+I",), "", "accounts", "import"),
    Command("accounts.send", "Send list to E&xcel…", ("Ctrl+Shift+X",), "", "accounts", "spreadsheet"),
    Command("accounts.train", "Record training of moderators…", (), "", "accounts", "meeting"),
    Command("accounts.approve_moderator", "Approve &who moderates…", (), "", "accounts", "tick"),
    Command("accounts.administrator", "Make somebody an administrator…", (), "", "accounts", "edit"),
    Command("accounts.acknowledge", "Record what a moderator signed…", (), "", "accounts", "record"),
    Command("accounts_log.ask", "&Ask for an approval…", ("Ctrl+N",), "", "accounts_log", "add"),
    Command("accounts_log.content", "Log c&ontent…", (), "", "accounts_log", "file"),
    Command("accounts_log.enquiry", "Media en&quiry…", (), "record", "accounts_log", "add"),
    Command("accounts_log.note", "Unofficial &page…", (), "", "accounts_log", "add"),
    Command("accounts_log.firm", "O&utside firm…", (), "", "accounts_log", "add"),
    Command("accounts_log.permission", "Per&mission…", (), "", "accounts_log", "add"),
    Command("accounts_log.decide", "De&cide…", (), "", "accounts_log", "tick"),
    Command("accounts_log.forward", "For&ward…", (), "", "accounts_log", "export", "Forward to the headteacher"),
    Command("accounts_log.edit", "E&dit…", ("F2",), "", "accounts_log", "edit"),
    Command("accounts_log.page", "A page’s d&isclaimer…", (), "", "accounts_log", "edit"),
    Command("accounts_log.access", "A firm’&s agreement…", (), "", "accounts_log", "edit"),
    Command("accounts_log.end", "C&lose…", (), "", "accounts_log", "stop", "Close, end or withdraw"),
    Command("reviews.complete", "&Complete review…", (), "", "reviews", "tick"),
    Command("reviews.add", "&Add…", ("Ctrl+N",), "", "reviews", "add"),
    Command("reviews.edit", "Change sche&dule…", ("F2",), "", "reviews", "edit"),
    Command("reviews.now", "Review &now…", (), "", "reviews", "warning", "Ask for a review beside the schedule"),
    Command("reviews.settle", "&Which date is right…", (), "", "reviews", "calendar"),
    Command("reviews.stop", "&Stop schedule…", (), "", "reviews", "stop"),
    Command("reviews.discuss", "&Log a discussion…", (), "", "reviews", "meeting"),
    Command("reviews.edition", "&Update edition…", (), "", "reviews", "edit"),
    Command("reviews.ask", "As&k for declarations…", (), "", "reviews", "staff"),
    Command("reviews.answer", "Rec&ord answers…", (), "", "reviews", "record", several=True),
    Command("reviews.evidence", "Cop&y of evidence…", (), "", "reviews", "file"),
    Command("reviews.remind", "Re&minders…", (), "", "reviews", "export", "Write e-mail drafts or a mail-merge list"),
    Command("reviews.calendar", "To calendar (.&ics)…", (), "", "reviews", "calendar"),
    Command("reviews.print", "&Print the year…", ("Ctrl+P",), "", "reviews", "print"),
    Command("settings.terms", "Add a term…", (), "", "settings", "calendar"),
    Command("incidents.friend", "Log a frien&d request…", ("Ctrl+Shift+F", "Ctrl+N"), "record", "incidents", "person"),
    Command("incidents.concern", "Report a &concern…", ("Ctrl+Shift+N",), "record", "incidents", "warning"),
    Command("incidents.open", "&Open the record", ("Ctrl+O",), "", "incidents", "show"),
    Command("incidents.entry", "&Add to the chronology…", ("Ctrl+Shift+A",), "", "incidents", "add"),
    Command("incidents.tell", "&Somebody was told…", (), "", "incidents", "person"),
    Command("incidents.refer", "Record a referra&l…", (), "", "incidents", "export"),
    Command("incidents.close", "Close or reo&pen…", (), "", "incidents", "tick"),
    Command("incidents.release", "Release fig&ures…", (), "", "incidents", "spreadsheet"),
    Command("incidents.let_in", "Let somebod&y in…", (), "", "incidents", "staff"),
    Command(
        "incidents.settings",
        "Na&mes and patterns…",
        (),
        "",
        "incidents",
        "settings",
        "How pupils are named, what makes a pattern",
    ),
    Command("incidents.advice", "&Note advice…", (), "", "incidents", "information"),
    Command("incidents.advice_log", "Adv&ice given…", (), "", "incidents", "show", "Advice on personal use so far"),
    Command("standard.choose", "&Choose the standard…", (), "", "standard", "policies"),
    Command("standard.change", "Change or s&witch…", ("F2",), "", "standard", "edit"),
    Command("reports.gallery", "&All reports", ("Alt+Left",), "", "reports", "reports"),
    Command("reports.save", "&Save PDF…", ("Ctrl+S",), "", "reports", "save"),
    Command("reports.sheet", "Send tables to E&xcel…", ("Ctrl+Shift+S",), "", "reports", "spreadsheet"),
    Command("reports.web", "Save &web page…", (), "", "reports", "file", "Save the report as a page for browsers"),
    Command("reports.print", "&Print…", ("Ctrl+P",), "", "reports", "print"),
)
"""Every command; a page offers its own with `Page.offer(id, ...)`."""

_BY_ID = {one.id: one for one in COMMANDS}

ON_FORMS = (
    ("Ctrl+S", "Save"),
    ("Esc", "Close"),
    ("Alt+Down", "Calendar, in a date box"),
    ("Ctrl+;", "Today, in a date box"),
)
"""Keys that work on forms and in boxes."""

ON_LISTS = (
    ("Enter", "Open"),
    ("Space", "Record, on a cell of the matrix"),
    ("Shift+F10", "Menu of what can be done"),
)
"""Keys that work in lists."""


def command(wanted: str) -> Command:
    """Return one command by its id."""
    return _BY_ID[wanted]


def home_of(page: str) -> str:
    """Return the page of the navigation on which a page stands: itself, or the one whose tab it is."""
    return INSIDE[page][0] if page in INSIDE else page


def place(wanted: str) -> Place:
    """Return one place by its page's id."""
    return next(one for one in PLACES if one.id == wanted)


def clashes(commands: tuple[Command, ...] = COMMANDS) -> list[str]:
    """Return what would make a key do two things in one place, or a letter mean two things in one menu."""
    found: list[str] = []
    pages = {one.where for one in commands} - {EVERYWHERE, ANY_PAGE}
    for page in sorted(pages):
        keys: dict[str, str] = {}
        for one in commands:
            if one.where in {EVERYWHERE, page}:
                found += [f"{key}: {keys[key]} and {one.id}" for key in one.keys if key in keys]
                keys |= dict.fromkeys(one.keys, one.id)
    for group, where in [*((menu, "menu") for menu, _ in MENUS), *((page, "page") for page in sorted(pages))]:
        letters: dict[str, str] = {}
        for one in commands:
            if (one.menu if where == "menu" else one.where) == group:
                letter = letter_of(one.label)
                if letter and letter in letters:
                    found.append(f"Alt+{letter} in {group}: {letters[letter]} and {one.id}")
                if where == "page" and letter in MENU_LETTERS:
                    found.append(f"Alt+{letter} of {one.id} belongs to a menu")
                letters[letter] = one.id
    return found


def letter_of(label: str) -> str:
    """Return a label's mnemonic letter in capitals; "" where it has none."""
    at = label.replace("&&", "  ").find("&")
    return label[at + 1].upper() if 0 <= at < len(label) - 1 else ""
