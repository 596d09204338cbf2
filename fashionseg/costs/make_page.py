"""The page on what the networks cost."""

from fashionseg.tables.draw_grid import draw_grid
from fashionseg.tables.escape_markdown import escape_markdown


def make_page(costs):
    """Draws both tables and the sentences as Markdown.

    Args:
        costs (fashionseg.costs.describe_costs.Costs): What there is to say.

    Returns:
        str: The page, ending with a line break.
    """
    parts = [
        '# Costs of the networks',
        f'## {costs.counts.title}', _list(costs.counted), draw_grid(costs.counts),
        f'## {costs.ratios.title}', _list(costs.compared), draw_grid(costs.ratios),
        *map(escape_markdown, costs.known),
        _list(costs.variants),
        escape_markdown(costs.caution),
    ]
    return '\n\n'.join(parts) + '\n'


def _list(lines):
    return '\n'.join(f'- {escape_markdown(line)}' for line in lines)
