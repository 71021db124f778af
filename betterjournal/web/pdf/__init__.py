"""Paper as a file: what a page shows, drawn as a PDF. Views in, bytes out."""
