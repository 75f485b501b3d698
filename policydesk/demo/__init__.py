"""An invented school to look round in: deterministic, believable, and with a gap for every rule to find."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from policydesk.demo.password import DEMO_PASSWORD

if TYPE_CHECKING:
    from policydesk.demo.build import SIZES, build_demo

__all__ = ["DEMO_PASSWORD", "SIZES", "build_demo"]


def __getattr__(name: str) -> Any:
    if name in {"SIZES", "build_demo"}:
        return getattr(import_module("policydesk.demo.build"), name)
    raise AttributeError(name)
