"""The front page, and the demo organisation."""
