"""The people whom the policies bind: the list, one person's details, and staff lists brought in from files."""
