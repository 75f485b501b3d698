"""Whatever is done to the register says so: every action leaves its words in the audit trail."""

import ast

from tests.house.files import ROOT

ACTIONS = ROOT / "policydesk/actions"
CHANGING = {"add", "add_all", "delete", "execute", "merge"}

SESSIONS = {"txn.session", "session"}

Functions = dict[str, ast.FunctionDef]


def functions() -> Functions:
    """Every function of actions/ by module and name."""
    return {
        f"{path.stem}.{node.name}": node
        for path in sorted(ACTIONS.glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }


def reached(name: str, every: Functions, seen: set[str] | None = None) -> set[str]:
    """A function and all those in actions/ that it calls, directly or not."""
    seen = set() if seen is None else seen
    if name not in seen:
        seen.add(name)
        module = name.split(".")[0]
        for node in ast.walk(every[name]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                here = f"{module}.{node.func.id}"
                elsewhere = (
                    one for one in every if one.split(".")[1] == node.func.id and not node.func.id.startswith("_")
                )
                called = here if here in every else next(elsewhere, None)
                if called:
                    reached(called, every, seen)
    return seen


def takes_txn(node: ast.FunctionDef) -> bool:
    return bool(node.args.args) and node.args.args[0].arg == "txn"


def records(node: ast.FunctionDef) -> bool:
    return any(ast.unparse(one.func) == "txn.record" for one in ast.walk(node) if isinstance(one, ast.Call))


def changes(node: ast.FunctionDef) -> bool:
    """Whether a function sets a row's column, or adds or deletes rows."""
    for one in ast.walk(node):
        targets = one.targets if isinstance(one, ast.Assign) else ()
        if any(isinstance(part, ast.Attribute) for target in targets for part in ast.walk(target)):
            return True
        called = one.func if isinstance(one, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in CHANGING and ast.unparse(called.value) in SESSIONS:
            return True
    return False


def test_every_action_leaves_a_trace() -> None:
    every = functions()
    actions = [name for name, node in every.items() if takes_txn(node) and not node.name.startswith("_")]
    silent = [
        name
        for name in actions
        if any(changes(every[one]) for one in reached(name, every))
        and not any(records(every[one]) for one in reached(name, every))
    ]

    assert len(actions) > 15
    assert silent == []


def test_only_the_store_ends_a_transaction() -> None:
    for path in (ROOT / "policydesk").rglob("*.py"):
        if path.relative_to(ROOT / "policydesk").parts[0] != "store":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
            assert [call for call in calls if call.endswith(("session.commit", "session.rollback"))] == [], path
