"""What the answers are made of: vocabularies, code lists and the glossary."""
