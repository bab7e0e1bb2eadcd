"""Readers of Arabic text on strings and words, without spaCy."""
