"""Outlines of the small things: shoes, bag, belt, glasses, headwear, scarf and tie."""

import numpy as np

from fashionseg.datasets.generated.shapes import cut, oval, panel, tube


def outline_accessory(name, figure, outfit, rng):
    """Outlines of a small garment, as :func:`outline_garment` gives the large ones."""
    return _OUTLINES[name](figure, outfit, rng)


def _shoe(figure, side, rng):
    ankle, toe = figure.joints['ankle' + side], figure.joints['toe' + side]
    return tube(cut([ankle + [0, 0.02], (ankle + toe) / 2 + [0, .06], toe], 0, 1.08),
                rng.uniform(.22, .32), rng.uniform(.2, .29), bulge=.08)


def _footwear(figure, outfit, rng):
    state = rng.bit_generator.state
    left = _shoe(figure, '_l', rng)
    rng.bit_generator.state = state
    return [left, _shoe(figure, '_r', rng)]


def _boots(figure, outfit, rng):
    start = rng.uniform(0.5, 0.82)
    wide = rng.uniform(0.23, 0.32)
    shafts = [tube(cut(figure.limb('leg', side), start, 1.03), wide, .2)
              for side in ('_l', '_r')]
    return shafts + _footwear(figure, outfit, rng)


def _bag(figure, outfit, rng):
    wide, high = rng.uniform(.45, .9), rng.uniform(.38, .68)
    side, sign = (('_l', -1), ('_r', 1))[rng.integers(2)]
    style = rng.choice(['hand', 'shoulder', 'across'], p=[.45, .35, .2])
    if style == 'hand':
        grip = figure.joints['hand' + side]
        centre = grip + [0, high + rng.uniform(.1, .4)]
        straps = [tube(np.array([centre + [s * wide * .5, -high], grip]), .035, .035)
                  for s in (-1, 1)]
    else:
        hip = rng.uniform(-.4, .5)
        centre = np.array([figure.edge(hip, sign) + sign * .25, hip + high * .5])
        start = figure.joints['shoulder' + side]
        if style == 'across':
            start = figure.joints['shoulder' + ('_r' if sign < 0 else '_l')]
        start = start + [0, -.1]
        end = centre + [-sign * .1, -high * .6]
        straps = [tube(np.array([start, end]), .045, .045)]
    slant = rng.uniform(.75, 1.0)
    body = centre + np.array([[-wide * slant, -high], [wide * slant, -high],
                              [wide, high * .2], [wide * .95, high],
                              [-wide * .95, high], [-wide, high * .2]])
    return [body] + straps


def _belt(figure, outfit, rng):
    wide = rng.uniform(.15, .28)
    middle = outfit.waist + rng.uniform(-.1, .1)
    share = (-1.0, 1.0)
    if outfit.coat == 'open':
        share = (-outfit.opening, outfit.opening)
    if outfit.coat == 'closed':
        middle = min(middle, outfit.coat_hem - .35)
    return [panel(figure, middle - wide / 2, middle + wide / 2, .1, share=share)]


def _sunglasses(figure, outfit, rng):
    head = figure.joints['head'] + [0, rng.uniform(-.12, -.02)]
    radius = rng.uniform(.14, .19)
    apart = rng.uniform(.17, .2)
    lenses = [oval(head + [sign * apart, 0], radius, radius * rng.uniform(.65, 1))
              for sign in (-1, 1)]
    frame = np.array([head + [-.36, -.02], head + [.36, -.02]])
    return lenses + [tube(frame, .035, .035)]


def _headwear(figure, outfit, rng):
    head = figure.joints['head']
    style = rng.choice(['beanie', 'brim', 'cap'])
    crown = oval(head + [0, -.14], rng.uniform(.46, .56), rng.uniform(.5, .75),
                 np.pi, 2 * np.pi)
    if style == 'beanie':
        return [crown]
    if style == 'brim':
        brim = oval(head + [0, -.16], rng.uniform(.7, 1.1), rng.uniform(.13, .25))
        return [crown, brim]
    sign = rng.choice([-1, 1])
    return [crown, oval(head + [sign * .35, -.17], .45, .12)]


def _scarf(figure, outfit, rng):
    neck = np.array([figure.middle(-2.45), -2.42])
    if rng.random() < 0.22:
        knot = np.array([[-.1, 0], [.1, 0], [.07, .2], [.15, 1.3], [0, 1.55],
                         [-.15, 1.3], [-.07, .2]])
        return [neck + knot * [rng.uniform(1.1, 1.9), rng.uniform(.9, 1.3)]]
    wrap = oval(neck + [0, .05], rng.uniform(.52, .72), rng.uniform(.3, .45))
    parts = [wrap]
    for sign in (-1, 1):
        if rng.random() < 0.75:
            start = neck + [sign * rng.uniform(.05, .28), .1]
            end = start + [sign * rng.uniform(0, .25), rng.uniform(.9, 2.4)]
            parts.append(tube(cut([start, end], 0, 1), rng.uniform(.17, .25),
                              rng.uniform(.2, .34)))
    return parts


_OUTLINES = {'footwear': _footwear, 'boots': _boots, 'bag': _bag, 'belt': _belt,
             'sunglasses': _sunglasses, 'headwear': _headwear, 'scarf & tie': _scarf}
