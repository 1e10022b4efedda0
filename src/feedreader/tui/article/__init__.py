"""A Document as lines of the terminal: pure functions, no widgets."""
