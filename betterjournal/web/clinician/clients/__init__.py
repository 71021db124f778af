"""The clinician's home: whom they see, and when."""
