"""From photos of any kind to labels: what people call."""

from fashionseg.parsing.parsed_photo import ParsedPhoto
from fashionseg.parsing.parser import Parser
from fashionseg.parsing.read_photo import read_photo

__all__ = ['ParsedPhoto', 'Parser', 'read_photo']
