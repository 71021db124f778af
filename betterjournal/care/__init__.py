"""Who reads for a client: handing over, supervision, emergency care, discharge and return."""
