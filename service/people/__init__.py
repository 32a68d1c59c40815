"""People who may sign in: their links and tokens, and the audit trail of what they did."""
