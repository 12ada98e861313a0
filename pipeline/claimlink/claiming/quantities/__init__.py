"""Numbers of the prose as numbers."""

from claimlink.claiming.quantities.find import FoundQuantity, explain_quantities, find_quantities

__all__ = ["FoundQuantity", "explain_quantities", "find_quantities"]
