"""The tabs of a region's summary."""
