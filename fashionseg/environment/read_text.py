"""Small files of the system."""


def read_text(path):
    """Returns the text of a file, or None where it cannot be read."""
    try:
        with open(path, encoding='utf-8') as file:
            return file.read()
    except OSError:
        return None
