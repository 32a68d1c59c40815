"""Referrals (skierowania): one service asked for on behalf of one family, from request to outcome."""

from graph.referrals.referral import (
    NEXT_STATES,
    OUTCOMES,
    REJECTION_REASONS,
    Referral,
    ReferralEvent,
    State,
    moved,
    requested,
)

__all__ = [
    "NEXT_STATES",
    "OUTCOMES",
    "REJECTION_REASONS",
    "Referral",
    "ReferralEvent",
    "State",
    "moved",
    "requested",
]
