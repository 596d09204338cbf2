"""Places of panels, in inches: photos keep their shape on every page."""


def add_panel(figure, left, top, width, height):
    """Adds an axes without ticks, with a thin frame.

    Args:
        figure (matplotlib.figure.Figure): Where to.
        left, top (float): Inches from the figure's upper left corner.
        width, height (float): Inches.

    Returns:
        matplotlib.axes.Axes: The panel; what is drawn in it fills it.
    """
    page_width, page_height = figure.get_size_inches()
    axes = figure.add_axes([left / page_width, 1 - (top + height) / page_height,
                            width / page_width, height / page_height])
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_color('0.6')
    return axes
