"""Whole archives: reading documents, running the extraction over them, writing and showing what was found."""
