"""The store looked after: settings, copies, checks and repair, serving."""
