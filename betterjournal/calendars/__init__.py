"""The clinician's own calendar, read and never written: which of its entries are appointments of whom."""
