"""Names of the categories, which decide nothing."""

# As in the official files; the paper prints some of them differently (Table I).
OFFICIAL_NAMES = dict(enumerate((
    'bag', 'belt', 'boots', 'footwear', 'outer', 'dress', 'sunglasses', 'pants', 'top',
    'shorts', 'skirt', 'headwear', 'scarf/tie'), 1))


def other_names(content):
    """Categories whose name is not the official one.

    Args:
        content (dict): The annotation file.

    Returns:
        dict: Category id to the name in the file, None where it has none.
    """
    categories = content.get('categories')
    named = {}
    for category in categories if isinstance(categories, list) else ():
        if isinstance(category, dict) and category.get('id') in list(OFFICIAL_NAMES):
            named[category['id']] = category.get('name')
    return {c: named.get(c) for c, name in OFFICIAL_NAMES.items()
            if named.get(c) != name}
