"""Referral routes and baskets of services (ścieżki wsparcia, koszyk usług)."""
