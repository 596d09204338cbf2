"""Files that are whole or not there, and files that nobody has to trust."""

from fashionseg.files.find_files import find_files
from fashionseg.files.parse_json import parse_json
from fashionseg.files.read_json import read_json
from fashionseg.files.read_tensors import read_tensors
from fashionseg.files.replace_file import replace_file
from fashionseg.files.write_json import write_json
from fashionseg.files.write_tensors import write_tensors

__all__ = ['find_files', 'parse_json', 'read_json', 'read_tensors', 'replace_file',
           'write_json', 'write_tensors']
