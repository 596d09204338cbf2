"""Skin and hair, painted before any garment."""

import numpy as np

from fashionseg.datasets.generated.paint import paint
from fashionseg.datasets.generated.shapes import cut, oval, panel, rounded, tube
from fashionseg.datasets.generated.textures import random_colour, smooth_noise

SKIN = np.array([224, 178, 150], np.float32)


def draw_body(photo, figure, rng):
    """Paints the body of ``figure`` into a float32 photo (H, W, 3), in place."""
    skin = SKIN * rng.uniform(.35, 1.08) + rng.normal(0, 6, 3).astype(np.float32)
    hair = rng.choice([[35, 28, 24], [75, 50, 32], [125, 85, 50], [190, 155, 105],
                       [95, 90, 88]]) * rng.uniform(.7, 1.2)
    # Tights and stockings are background in ModaNet's list of classes.
    legs = skin if rng.random() < .7 else random_colour(rng) * .6
    head = figure.joints['head']

    def put(points, colour, jitter=.012):
        outline = figure.to_photo(rounded(points, rng, jitter))
        paint(photo, [outline], lambda h, w: _flat(rng, h, w, colour))

    if rng.random() < .6:
        length = rng.uniform(.5, 1.5)
        put(tube(cut([head, head + [rng.normal(0, .1), length]], 0, 1), .47, .45), hair)
    for side in ('_l', '_r'):
        put(tube(cut(figure.limb('leg', side), 0, 1.02), .31, .14, .02), legs)
        foot = [figure.joints['ankle' + side], figure.joints['toe' + side]]
        put(tube(cut(foot, 0, 1), .13, .12), legs)
        put(tube(cut(figure.limb('arm', side), 0, 1.03), .17, .1), skin)
        hand = [figure.joints['wrist' + side], figure.joints['hand' + side]]
        put(tube(cut(hand, 0, 1), .09, .1, .05), skin)
    put(panel(figure, -2.5, .5, 0), skin)
    put(tube(cut([head, [figure.middle(-2.2), -2.2]], 0, 1), .19, .24), skin)
    put(oval(head + [0, -.06], .45, .53), hair)
    put(oval(head + [rng.normal(0, .02), .05], .35, .45), skin, 0)
    for sign in (-1, 1):
        put(oval(head + [sign * .14, -.06], .06, .035), hair * .5, 0)
    put(oval(head + [0, .27], .11, .035), skin * [.8, .5, .5], 0)


def _flat(rng, height, width, colour):
    shade = smooth_noise(rng, height, width, 3, 3)
    return colour * (1 + .06 * shade)[..., None]
