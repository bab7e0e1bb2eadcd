"""Measures of the readers against the cases of others, which stay outside the repository."""
