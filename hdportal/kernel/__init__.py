"""What every room may use: plain Python, a few files, grown only by ADR."""
