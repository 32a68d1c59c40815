"""Answers turned into a scene (plain data) and a scene turned into a page; no store here."""
