"""What a contender does while it is timed."""
