"""A family's file: who may open it, what may be passed on, routes and referrals for it."""
