"""The commands, one file for each kind of work; what they need is imported when they run."""
