"""How sure each ranking is while some answers of the survey are missing."""
