"""The scores of all models over training."""

from matplotlib import colormaps
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
import numpy as np

from fashionseg.configurations import TABLE_5
from fashionseg.tables.columns import COLUMNS

METRICS = {'miou': 'mIoU', 'miou_plus': 'mIoU+'}
_SHADES = np.linspace(0, 0.92, len(TABLE_5))  # of viridis; its end is too pale
_BASELINES = ('#d55e00', '#cc79a7', '#e69f00', '#555555')
_MARKERS = 'osD^v<>pX*Ph'


def draw_curves(results):
    """Draws mIoU and mIoU+ on the evaluation photos over epochs.

    A line is the mean over the runs of a model, a band their range. The map that is
    background everywhere is a dotted line.

    Args:
        results (fashionseg.tables.results.Results): Finished runs.

    Returns:
        matplotlib.figure.Figure: 7 inches wide.
    """
    figure = Figure(figsize=(7, 2.9), layout='constrained')
    for axes, (metric, title) in zip(figure.subplots(1, 2), METRICS.items()):
        for configuration, style in _styles().items():
            if results.runs[configuration]:
                _draw(axes, results.runs[configuration], metric, style)
        if results.all_background:
            axes.axhline(results.all_background[metric], color='0.4',
                         linestyle=(0, (1, 1.5)), label='all background')
        axes.set(xlabel='epoch', ylabel=title)
        axes.set_ylim(bottom=0)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(color='0.9', linewidth=0.5)
        axes.set_axisbelow(True)
        axes.spines[['top', 'right']].set_visible(False)
    figure.legend(*axes.get_legend_handles_labels(), loc='outside right center',
                  frameon=False)
    return figure


def _styles():
    """Configuration -> look of its line; the paper's own are solid, A to H of one
    scale of colours."""
    colours = [*map(colormaps['viridis'], _SHADES), *_BASELINES]
    return {configuration: {
        'label': title, 'color': colour, 'marker': marker, 'markersize': 3,
        'linestyle': '-' if configuration in TABLE_5 else '--'}
        for (configuration, title), colour, marker
        in zip(COLUMNS.items(), colours, _MARKERS)}


def _draw(axes, runs, metric, style):
    n_epoch = min(len(run['epochs']) for run in runs)
    scores = np.array([[epoch[metric] for epoch in run['epochs'][:n_epoch]]
                       for run in runs])
    epochs = np.arange(1, n_epoch + 1)
    axes.plot(epochs, scores.mean(axis=0), markevery=max(1, n_epoch // 10), **style)
    if len(runs) > 1:
        axes.fill_between(epochs, scores.min(axis=0), scores.max(axis=0),
                          color=style['color'], alpha=0.15, linewidth=0)
