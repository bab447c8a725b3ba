"""What a round is made of; pure."""
