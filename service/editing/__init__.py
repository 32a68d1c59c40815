"""Single institutions, workers, services and ties changed or deleted on a page."""
