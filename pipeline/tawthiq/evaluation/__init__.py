"""How well records agree with gold, by SPEC section 5; no spaCy here."""
