"""What an action says no to, by the field that its sentence names."""

from collections.abc import Callable
from typing import Any

import pytest

from policydesk.errors import Refusal, Refusals
from policydesk.store import Register


def refused(register: Register, action: Callable[..., Any], *args: Any) -> dict[str, str]:
    """Return what an action refuses, by field."""
    with pytest.raises(Refusal) as caught, register.writing() as txn:
        action(txn, *args)
    found = caught.value.refusals if isinstance(caught.value, Refusals) else (caught.value,)
    return {one.field: one.says for one in found}
