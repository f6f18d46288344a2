"""Tabs as they stand → typed rows."""
