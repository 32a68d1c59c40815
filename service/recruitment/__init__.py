"""Whom to recruit (rekrutacja)."""
