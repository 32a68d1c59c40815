"""Many partnerships beside each other: which need attention, what they have in common."""
