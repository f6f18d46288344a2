"""Calendars (.ics) of what the tables say will be: meetings, consultations, terms."""
