"""The spaCy side: tokenizer, pipeline components, and what builds and runs them. `Doc` never leaves here."""
