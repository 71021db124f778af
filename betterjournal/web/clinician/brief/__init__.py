"""What a clinician reads in the two minutes before an appointment."""
