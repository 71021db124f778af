"""What happens with a client's record and account when life does not go on as planned."""
