"""How our own Word templates are drawn; staff change them in Word afterwards."""
