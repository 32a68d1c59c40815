"""Front doors: HTTP API, Polish web pages, command line; settings, access control, error mapping."""
