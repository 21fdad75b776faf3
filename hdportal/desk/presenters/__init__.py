"""What the pages about incidents say."""
