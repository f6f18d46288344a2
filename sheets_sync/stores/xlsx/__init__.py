"""Workbooks on disk."""
