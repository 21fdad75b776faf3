"""What `hdportal doctor` looks at."""
