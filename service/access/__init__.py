"""Who may do what: roles and territories, tokens, browser sessions, and the trail of what was read."""
