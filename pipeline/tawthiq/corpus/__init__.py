"""The labelled corpus: reading, checking, splitting, and exchange with annotation tools; no spaCy but for DocBin."""
