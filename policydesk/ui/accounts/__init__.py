"""The official accounts: the list, one account with its life, cover, checklist and logs, and what is done about it."""
