"""A client who came back is asked anew."""
