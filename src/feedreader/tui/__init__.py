"""Everything that draws: the Textual app, its screens and widgets."""
