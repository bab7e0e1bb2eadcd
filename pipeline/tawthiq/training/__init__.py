"""Training: how what the package ships was learned."""
