"""A partnership: its overview, institutions, services and ties, and two of them compared."""
