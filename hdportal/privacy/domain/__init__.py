"""The rules of patient data, in plain Python."""
