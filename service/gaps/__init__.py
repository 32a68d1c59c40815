"""Coordination gaps (luki) as cards, as a list, and each with its proof."""
