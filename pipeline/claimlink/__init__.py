"""Find the factual claims of an article and the citations that support them."""
