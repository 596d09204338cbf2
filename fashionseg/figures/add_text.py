"""Text at a place in inches."""


def add_text(figure, left, top, text, ha='center', va='center', **style):
    """Adds text to a figure.

    Args:
        figure (matplotlib.figure.Figure): Where to.
        left, top (float): Inches from the figure's upper left corner.
        text (str): What to write.
        ha, va (str): Which point of the text lies there.
        **style: Further properties of ``matplotlib.text.Text``.
    """
    width, height = figure.get_size_inches()
    figure.text(left / width, 1 - top / height, text, ha=ha, va=va, **style)
