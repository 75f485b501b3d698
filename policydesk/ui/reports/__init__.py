"""What can be printed: choose a report, look at it, print or save it."""
