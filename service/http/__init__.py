"""The web server: application, connections, limits, errors, health, logs, metrics."""
