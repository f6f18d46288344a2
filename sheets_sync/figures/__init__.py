"""Figures: pure functions from the rows that count to frames, today an argument."""
