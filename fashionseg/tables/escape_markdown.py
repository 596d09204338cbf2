def escape_markdown(text):
    """Text on one line in which Markdown sees no marks of its own."""
    for character in '\\|*_<`':
        text = text.replace(character, '\\' + character)
    return ' '.join(text.split())
