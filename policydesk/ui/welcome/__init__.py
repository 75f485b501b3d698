"""Where a school begins: making a register, opening one, going back to a backup, and the demo school."""
