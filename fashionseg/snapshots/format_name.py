"""What a file says it is."""

VERSIONS = {'snapshot': 1, 'weights': 1}


def format_name(kind):
    """Returns the ``format`` that a file of this version has in its metadata.

    Args:
        kind (str): 'snapshot' or 'weights'.

    Returns:
        str: As in 'fashionseg snapshot 1'.
    """
    return f'fashionseg {kind} {VERSIONS[kind]}'
