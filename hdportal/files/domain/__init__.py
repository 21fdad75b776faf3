"""What may be kept and under which name; plain Python."""
