"""What staff show and carry away."""
