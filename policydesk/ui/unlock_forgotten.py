"""Somebody forgot their password: the register's recovery sheet opens it and gives them a new one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.errors import Refusal, StoreTrouble, WrongPassword
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import TextBox
from policydesk.ui.kit.job import Progress
from policydesk.ui.kit.jobs import Jobs
from policydesk.ui.kit.password_box import PasswordBox
from policydesk.ui.unlock_progress import UpdateWords

FIELDS = (
    Field(
        "code",
        "Recovery code",
        TextBox,
        hint="From the register's recovery sheet: nine groups of four letters and digits.",
        required="Enter the code from the recovery sheet.",
    ),
    Field(
        "new",
        "New password",
        lambda: PasswordBox(new=True),
        hint="12 characters or more; three random words make a good one.",
        required="Enter a new password.",
    ),
)


def ask_new_password(parent: QWidget, jobs: Jobs, folder: Path, name: str, clock: Callable[[], datetime]) -> FormDialog:
    """Ask for the code and a new password; the form's `saved` carries the open register."""
    words = UpdateWords()

    def save(values: dict[str, Any]) -> Any:
        try:
            return jobs.finish(
                lambda progress: _reset(folder, name, values, clock, progress),
                says="Setting the new password",
                told=words.told,
            )
        finally:
            words.be_quiet()

    form = FormDialog(
        parent,
        f"A new password for {name}",
        FIELDS,
        intro="The sheet was printed when the register was made, and is usually in the head's safe. "
        "Confidential records sealed to the old password have to be shared with you again.",
        verb="&Set the new password",
        save=save,
    )
    form.add_above_buttons(words)
    form.open()
    return form


def _reset(folder: Path, name: str, values: dict[str, Any], clock: Callable[[], datetime], progress: Progress) -> Any:
    from policydesk.store.users import reset_password

    try:
        return reset_password(
            folder, user_name=name, code=values["code"], new=values["new"], clock=clock, told=progress
        )
    except WrongPassword as wrong:
        raise Refusal(wrong.says, field="code") from wrong
    except StoreTrouble as trouble:
        raise Refusal(trouble.says) from trouble
