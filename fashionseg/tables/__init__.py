"""Tables I, III, IV and V as Markdown, CSV and LaTeX."""

from fashionseg.tables.write_tables import write_tables

__all__ = ['write_tables']
