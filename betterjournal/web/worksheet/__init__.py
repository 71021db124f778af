"""Each field kind of a worksheet drawn once: filling, previewing, reading."""

from betterjournal.web.worksheet.field import draw_fields, draw_section

__all__ = ["draw_fields", "draw_section"]
