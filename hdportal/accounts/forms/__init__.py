"""What people fill in: signing in, asking for an account, profile, people."""
