"""What can be done: each action refuses, changes and records, in that order."""
