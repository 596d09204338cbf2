"""What was measured about a question, as Markdown."""

from fashionseg.tables.draw_grid import draw_grid


def draw_effect(effect):
    """Draws the measurements of one effect.

    Args:
        effect (fashionseg.questions.describe_effect.Effect): What was measured.

    Returns:
        str: Markdown.
    """
    parts = [' '.join(effect.introduction), draw_grid(effect.grid),
             ' '.join(effect.conclusions)]
    return '\n\n'.join(filter(None, parts))
