"""Many municipalities, each with a workspace of its own, as one summary."""
