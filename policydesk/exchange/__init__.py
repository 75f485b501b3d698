"""Other people's files: the lists a school already has come in, the lists it needs go out."""
