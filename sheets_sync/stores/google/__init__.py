"""Shared Google spreadsheets."""
