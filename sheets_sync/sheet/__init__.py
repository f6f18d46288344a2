"""A formatted tab as data."""
