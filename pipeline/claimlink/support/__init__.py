"""Claims x citations: which citation supports which claim, how far it reaches, and why."""

from claimlink.support.linking import Support, support_claims

__all__ = ["Support", "support_claims"]
