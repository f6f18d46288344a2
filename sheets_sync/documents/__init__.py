"""Word documents and letters filled from what a run knows."""
