"""Two days side by side, and what wanted attention month by month."""
