"""Patient data: find it, mask it, and the one door through which text comes in."""
