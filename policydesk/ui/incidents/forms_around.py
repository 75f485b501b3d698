"""The forms beside the records: advice, figures, keys, and how the logs are kept."""

from PySide6.QtCore import QTimer

from policydesk.actions.relationships import AdviceDraft, SettingsDraft, record_advice, set_incident_settings
from policydesk.actions.released_figures import ReleaseDraft, release_figures
from policydesk.queries.incident_settings import figure_term_of, pupils_in_full, watching
from policydesk.ui.incidents import fields_around
from policydesk.ui.incidents.forms_open import Forms
from policydesk.ui.incidents.letting_in import NOBODY_TO_LET_IN, letting_in
from policydesk.ui.incidents.release_preview import ReleasePreview
from policydesk.ui.kit import messages


class AroundForms(Forms):
    """Advice on personal use, released figures, keys and settings."""

    def advice(self) -> None:
        """Note advice on personal use."""
        self._open(
            "Advice on personal use",
            fields_around.advice_fields(self._desk.today, self._search),
            "&Save",
            lambda values: self._desk.act(record_advice, AdviceDraft(**values)),
            "Noted the advice.",
            {"asked_on": self._desk.today, "given_by": self._desk.actor.name},
            "Not an incident: everybody who may open the register can read it. For a worry, report a concern.",
        )

    def release(self) -> None:
        """Release figures for whole terms, and show before what will be printed."""
        term = self._desk.ask(figure_term_of, self._desk.today)
        form = self._open(
            "Release figures",
            fields_around.release_fields(self._desk.today),
            "&Release",
            lambda values: self._desk.act(release_figures, ReleaseDraft(values["from_on"], values["until_on"])),
            "Released. The summary for governors prints these figures now.",
            {"from_on": term.first_on, "until_on": term.last_on},
            "Counts without names go into the register in clear. Numbers from 1 to 4 are hidden, and so is what would "
            "give them away.",
        )
        preview = form.input_of("preview")
        assert isinstance(preview, ReleasePreview)
        preview.follow(self._desk, lambda: (form.value_of("from_on"), form.value_of("until_on")))
        for name in ("from_on", "until_on"):
            form.input_of(name).changed.connect(preview.refresh)
        QTimer.singleShot(0, form, form.grow)  # once it is known how high the tables are

    def let_in(self, ids: tuple[int, ...], *, by_sheet: bool) -> None:
        """Let another user into what one can open, or into what the safeguarding sheet opens."""
        asked = letting_in(self._page, self._desk, self._said, ids, by_sheet=by_sheet)
        if asked is None:
            messages.tell(self._page, "There is nobody to let in", NOBODY_TO_LET_IN)
        else:
            asked.open()

    def settings(self) -> None:
        """Choose how pupils are named and what makes a pattern."""
        watched = self._desk.ask(watching, self._desk.today)
        self._open(
            "Names and patterns",
            fields_around.settings_fields(),
            "&Save",
            lambda values: self._desk.act(set_incident_settings, SettingsDraft(**values)),
            "Saved.",
            {
                "pupils_in_full": self._desk.ask(pupils_in_full),
                "pattern_count": watched.pattern_count,
                "pattern_months": watched.pattern_months,
            },
            "Initials keep less about a child. Full names are what police and inspectors ask for years later.",
        )
