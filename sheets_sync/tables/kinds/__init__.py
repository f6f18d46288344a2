"""Kinds of cells: one liberal parser each."""
