"""Every measure, declared once: what tables, explanations, JSON and the page say of it."""
