"""Templates, the demo and new workspaces."""
