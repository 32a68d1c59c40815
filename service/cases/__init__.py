"""Families' cases at the door: opening them, their steps, proposals, and cases as files."""
