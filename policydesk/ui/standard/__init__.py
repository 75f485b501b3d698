"""The standard as a readable table, and the forms that change it."""
