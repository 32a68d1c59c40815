"""The network drawn, and the measures of it."""
