"""The tables of a package, a file for what belongs together: their columns and what cells hold."""
