"""Rules of sending mail: plain Python."""
