"""Everything that can be done with a key or from a menu, in one table that menus, pages, help and tests read."""

from dataclasses import dataclass

from policydesk.ui.places import PLACES

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
    under: str = ""
    """The button of its page in whose menu it stands, where it has no button of its own."""

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
class MenuButton:
    """A button of a page that opens a menu: what is done rarely, or several kinds of the same."""

    id: str
    label: str
    where: str
    icon: str = ""

    @property
    def object_name(self) -> str:
        """The stable name of the button; its menu is called the same with `_menu` behind."""
        return self.id.replace(".", "_")


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
    *(
        Command(one.id, one.label, where="staff", icon=one.icon, several=one.several, under="staff.more")
        for one in (
            Command("staff.category", "Change &category…", icon="person", several=True),
            Command("staff.appoint", "A&ppoint…", icon="person"),
            Command("staff.absence", "Record a&bsence…", icon="leave"),
            Command("staff.training", "Record trai&ning…", icon="meeting"),
            Command("staff.declare", "Add a c&onnection…", icon="person"),
            Command("staff.undeclare", "Mar&k a connection as ended…", icon="stop"),
        )
    ),
    Command("policies.add", "&Add policy…", ("Ctrl+N",), "", "policies", "add"),
    Command("policies.edit", "E&dit…", ("F2",), "", "policies", "edit"),
    Command("policies.version", "&New version…", ("Ctrl+Shift+V",), "", "policies", "policies"),
    Command("policies.publish", "&Publish version…", (), "", "policies", "record"),
    Command("policies.adopt", "Record adopt&ion…", (), "", "policies", "acknowledgements"),
    Command("policies.open", "&Open document", ("Ctrl+O",), "", "policies", "file", under="policies.more"),
    Command("policies.withdraw", "&Withdraw policy…", (), "", "policies", "stop", under="policies.more"),
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
    Command("accounts.edit", "E&dit…", ("F2",), "", "accounts", "edit"),
    Command("accounts.approve", "De&cide…", (), "", "accounts", "tick", "Record who approved or refused the account"),
    Command("accounts.step", "&Next step…", (), "", "accounts", "step", "Let it go live, suspend it or close it"),
    Command("accounts.appoint", "Appoint &moderator…", (), "", "accounts", "person"),
    Command("accounts.check", "Record chec&k…", ("Ctrl+Shift+K",), "record", "accounts", "show", several=True),
    *(
        Command(one.id, one.label, one.keys, one.menu, "accounts", one.icon, one.tip, under="accounts.more")
        for one in (
            Command("accounts.existing", "&Add existing…", icon="add", tip="Add an account that exists already"),
            Command("accounts.tick", "&Checklist…", icon="record"),
            Command("accounts.print", "&Print approval form…", icon="print"),
            Command("accounts.evaluate", "&Evaluate…", icon="record"),
            Command("accounts.content", "&Log content…", menu="record", icon="file"),
            Command("accounts.pupils", "Age of p&upils…", icon="edit"),
            Command("accounts.sign_in", "Si&gn-in…", icon="lock", tip="Where the sign-in is kept, and who holds it"),
            Command("accounts.close", "Cl&ose…", icon="stop", tip="Close the account for good"),
            Command("accounts.approve_moderator", "Approve &who moderates…", icon="tick"),
            Command("accounts.administrator", "&Make somebody an administrator…", icon="edit"),
            Command("accounts.absence", "Record a&bsence…", icon="leave"),
            Command("accounts.train", "Record &training of moderators…", icon="meeting"),
            Command("accounts.acknowledge", "Record what a moderator &signed…", icon="record"),
            Command("accounts.replace", "&Replace a moderator everywhere…", menu="record", icon="staff"),
            Command("accounts.import", "&Import accounts…", ("Ctrl+Shift+I",), icon="import"),
            Command("accounts.send", "Send list to E&xcel…", ("Ctrl+Shift+X",), icon="spreadsheet"),
        )
    ),
    *(
        Command(one.id, one.label, one.keys, one.menu, "accounts_log", one.icon, under="accounts_log.new")
        for one in (
            Command("accounts_log.ask", "&Ask for an approval…", ("Ctrl+N",), icon="add"),
            Command("accounts_log.content", "&Log content…", icon="file"),
            Command("accounts_log.enquiry", "Media en&quiry…", menu="record", icon="add"),
            Command("accounts_log.note", "&Unofficial page…", icon="add"),
            Command("accounts_log.firm", "&Outside firm…", icon="add"),
            Command("accounts_log.permission", "&Permission…", icon="add"),
        )
    ),
    Command("accounts_log.decide", "De&cide…", (), "", "accounts_log", "tick"),
    Command("accounts_log.forward", "For&ward…", (), "", "accounts_log", "export", "Forward to the headteacher"),
    Command("accounts_log.edit", "E&dit…", ("F2",), "", "accounts_log", "edit"),
    Command("accounts_log.page", "A page’s d&isclaimer…", (), "", "accounts_log", "edit"),
    Command("accounts_log.access", "A firm’&s agreement…", (), "", "accounts_log", "edit"),
    Command("accounts_log.end", "C&lose…", (), "", "accounts_log", "stop", "Close, end or withdraw"),
    Command("reviews.complete", "&Complete review…", (), "", "reviews", "tick"),
    Command("reviews.add", "&Add…", ("Ctrl+N",), "", "reviews", "add"),
    Command("reviews.edit", "Change sche&dule…", ("F2",), "", "reviews", "edit"),
    *(
        Command(one.id, one.label, one.keys, one.menu, "reviews", one.icon, one.tip, under="reviews.more")
        for one in (
            Command("reviews.now", "Review &now…", icon="warning", tip="Ask for a review beside the schedule"),
            Command("reviews.settle", "&Which date is right…", icon="calendar"),
            Command("reviews.stop", "&Stop schedule…", icon="stop"),
        )
    ),
    Command("reviews.discuss", "&Log a discussion…", (), "", "reviews", "meeting"),
    Command("reviews.edition", "&Update edition…", (), "", "reviews", "edit"),
    Command("reviews.newer", "&Bring in the newer edition…", (), "", "reviews", "add"),
    Command("reviews.ask", "As&k for declarations…", (), "", "reviews", "staff"),
    Command("reviews.answer", "Record ans&wers…", (), "", "reviews", "record", several=True),
    Command("reviews.evidence", "Cop&y of evidence…", (), "", "reviews", "file"),
    Command("reviews.remind", "Re&minders…", (), "", "reviews", "export", "Write e-mail drafts or a mail-merge list"),
    Command("reviews.calendar", "To calendar (.&ics)…", (), "", "reviews", "calendar"),
    Command("reviews.print", "&Print the year…", ("Ctrl+P",), "", "reviews", "print"),
    Command("settings.terms", "Add a ter&m…", (), "", "settings", "calendar"),
    Command("rule_pack.add", "&Add an entry…", ("Ctrl+N",), "", "rule_pack", "add"),
    Command("rule_pack.change", "&Change the value…", ("F2",), "", "rule_pack", "edit"),
    Command("rule_pack.out", "Ta&ke the entry out…", (), "", "rule_pack", "stop"),
    Command("rule_pack.back", "As &PolicyDesk has it…", (), "", "rule_pack", "undo", "Give it back to PolicyDesk"),
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
    Command(
        "reports.save", "&Save PDF", ("Ctrl+S",), "", "reports", "save", "Save the report in Documents, PolicyDesk"
    ),
    Command("reports.save_to", "Save PDF t&o…", (), "", "reports", "save", "Save it where you choose"),
    Command("reports.sheet", "Send tables to E&xcel…", ("Ctrl+Shift+S",), "", "reports", "spreadsheet"),
    Command("reports.web", "Save &web page…", (), "", "reports", "file", "Save the report as a page for browsers"),
    Command("reports.print", "&Print…", ("Ctrl+P",), "", "reports", "print"),
)
"""Every command; a page offers its own with `Page.offer(id, ...)`."""

MENU_BUTTONS = (
    MenuButton("staff.more", "M&ore", "staff"),
    MenuButton("policies.more", "M&ore", "policies"),
    MenuButton("accounts.more", "M&ore", "accounts"),
    MenuButton("accounts_log.new", "&New entry", "accounts_log", "add"),
    MenuButton("reviews.more", "M&ore", "reviews"),
)
"""The buttons that open a menu; what stands in it says so with `under`."""

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


def menu_button(wanted: str) -> MenuButton:
    """Return one button that opens a menu by its id."""
    return next(one for one in MENU_BUTTONS if one.id == wanted)
