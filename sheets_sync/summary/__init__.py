"""What managers read: one tab a file."""
