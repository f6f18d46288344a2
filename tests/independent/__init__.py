"""An independent computation of the figures, written from DOMAIN.md alone."""
