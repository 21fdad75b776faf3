"""The measurements behind every performance claim (`make bench`)."""
