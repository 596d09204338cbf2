"""Outlines of the large garments: top, outer, dress, pants, shorts, skirts.

Only the visible part is outlined, as ModaNet's annotators did: a top under an open
coat is the strip between the coat's panels.
"""

from fashionseg.datasets.generated.shapes import cut, panel, tube


def outline_garment(name, figure, outfit, rng):
    """Outlines of a large garment.

    Args:
        name (str): One of the six classes above.
        figure (Figure): Who wears it.
        outfit (Outfit): What else is worn.
        rng (numpy.random.Generator): Width and flare are drawn from it.

    Returns:
        list of float arrays (n, 2): Polygons in head heights; their union is the
        garment.
    """
    return _OUTLINES[name](figure, outfit, rng)


def _sleeves(figure, share, half, rng):
    wide = rng.uniform(0, 0.1)
    return [tube(cut(figure.limb('arm', side), 0, share), half + 0.05, half + wide)
            for side in ('_l', '_r')]


def _front(outfit):
    """Share of the trunk that a coat leaves to see."""
    gap = outfit.opening if outfit.coat == 'open' else 1.0
    return (-gap, gap)


def _top(figure, outfit, rng):
    tucked = rng.random() < 0.4
    bottom = outfit.waist + 0.1 if tucked else rng.uniform(-0.2, 0.45)
    ease = rng.uniform(0.02, 0.14)
    share = _front(outfit)
    parts = [panel(figure, -2.42, bottom, ease, share=share, dip=rng.uniform(.1, .6))]
    if outfit.coat == '' and outfit.sleeve > 0:
        parts += _sleeves(figure, outfit.sleeve, 0.2 + ease / 2, rng)
    return parts


def _dress(figure, outfit, rng):
    ease, flare = rng.uniform(0.02, 0.1), rng.uniform(0.0, 0.3)
    dip = rng.uniform(0.1, 0.6)
    if outfit.coat == 'closed':
        return [panel(figure, outfit.coat_hem - 0.1, outfit.hem, ease, flare)]
    if outfit.coat == 'open':
        below = min(outfit.coat_hem + 0.1, outfit.hem - 0.2)
        return [panel(figure, -2.42, outfit.hem, ease, flare, _front(outfit), dip),
                panel(figure, below, outfit.hem, ease, flare)]
    parts = [panel(figure, -2.42, outfit.hem, ease, flare, dip=dip)]
    if outfit.sleeve > 0:
        parts += _sleeves(figure, outfit.sleeve, 0.2, rng)
    return parts


def _outer(figure, outfit, rng):
    ease, flare = rng.uniform(0.1, 0.22), rng.uniform(0.0, 0.16)
    parts = _sleeves(figure, rng.choice([rng.uniform(.5, .8), .97], p=[.2, .8]),
                     0.23 + ease / 3, rng)
    if outfit.coat == 'closed':
        dip = rng.uniform(0.05, 0.4)
        return parts + [panel(figure, -2.5, outfit.coat_hem, ease, flare, dip=dip)]
    gap = outfit.opening - 0.04
    return parts + [
        panel(figure, -2.5, outfit.coat_hem, ease, flare, (-1, -gap)),
        panel(figure, -2.5, outfit.coat_hem, ease, flare, (gap, 1))]


def _upper_edge(outfit):
    return max(outfit.waist, outfit.coat_hem - 0.1) if outfit.coat == 'closed' \
        else outfit.waist


def _pants(figure, outfit, rng):
    first, last = rng.uniform(0.31, 0.4), rng.uniform(0.16, 0.31)
    stop = rng.choice([rng.uniform(.75, .9), rng.uniform(.93, 1.02)], p=[.25, .75])
    upper = _upper_edge(outfit)
    parts = [tube(cut(figure.limb('leg', side), 0.0, stop), first, last)
             for side in ('_l', '_r')]
    if upper < 0.4:
        parts.append(panel(figure, upper, 0.5, 0.02))
        return parts
    start = min(upper / 3.4, 0.6)
    return [tube(cut(figure.limb('leg', side), start, stop), first - .03, last)
            for side in ('_l', '_r')]


def _shorts(figure, outfit, rng):
    wide = rng.uniform(0.36, 0.46)
    parts = [tube(cut(figure.limb('leg', side), 0.0, outfit.hem / 3.4), .34, wide)
             for side in ('_l', '_r')]
    return parts + [panel(figure, _upper_edge(outfit), 0.5, 0.03)]


def _skirts(figure, outfit, rng):
    upper = min(_upper_edge(outfit), outfit.hem - 0.5)
    return [panel(figure, upper, outfit.hem, rng.uniform(0.0, 0.08),
                  rng.uniform(0.0, 0.38))]


_OUTLINES = {'top': _top, 'dress': _dress, 'outer': _outer, 'pants': _pants,
             'shorts': _shorts, 'skirts': _skirts}

LARGE = tuple(_OUTLINES)
