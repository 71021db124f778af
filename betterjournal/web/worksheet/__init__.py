"""Each field kind of a worksheet drawn once: filling, previewing, reading, printing."""

from betterjournal.web.worksheet.field import Mode, draw_field, draw_fields, draw_section

__all__ = ["Mode", "draw_field", "draw_fields", "draw_section"]
