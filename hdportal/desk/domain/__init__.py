"""The rules of incidents, in plain Python."""
