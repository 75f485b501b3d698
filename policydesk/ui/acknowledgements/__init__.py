"""Who has acknowledged what: the matrix, recording for many at once, and the list that is ticked at a meeting."""
