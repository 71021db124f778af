"""Each field kind of a worksheet drawn once: filling, previewing, reading, printing."""

from betterjournal.web.worksheet.field import draw_fields, draw_section
from betterjournal.web.worksheet.printing import print_sections

__all__ = ["draw_fields", "draw_section", "print_sections"]
