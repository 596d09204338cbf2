"""Outlines in head heights: tubes round limbs, panels of the trunk, ovals."""

import numpy as np


def cut(points, start, stop):
    """The part of a polyline between two shares of its length, at 6 points."""
    points = np.asarray(points, float)
    steps = np.hypot(*np.diff(points, axis=0).T)
    length = np.concatenate([[0], np.cumsum(steps)])
    at = np.linspace(start, stop, 6) * length[-1]
    x, y = points.T
    return np.stack([np.interp(at, length, x), np.interp(at, length, y)], axis=1)


def tube(points, first, last, bulge=0.0):
    """Outline round a polyline whose half width goes from ``first`` to ``last``.

    ``bulge`` is added to the half width in the middle.
    """
    points = np.asarray(points, float)
    along = np.gradient(points, axis=0)
    along /= np.maximum(np.hypot(*along.T), 1e-6)[:, None]
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    share = np.linspace(0, 1, len(points))
    half = first + (last - first) * share + bulge * np.sin(np.pi * share)
    aside = normal * half[:, None]
    return np.concatenate([points + aside, (points - aside)[::-1]])


def panel(figure, top, bottom, ease, flare=0.0, share=(-1.0, 1.0), dip=0.0):
    """A piece of cloth on the trunk from height ``top`` to ``bottom``.

    Args:
        ease (float): How far the cloth stands off the body.
        flare (float): How much wider it gets on each side below the hips.
        share ((float, float)): Left and right edge as shares of the half width,
            -1 and 1 being the whole front.
        dip (float): Depth of the neckline.
    """
    rows = np.linspace(top, bottom, 9)
    sides = []
    for sign in (-1, 1):
        reach = sign * (ease + flare * np.clip(rows + 0.3, 0, None))
        sides.append(figure.edge(rows, sign) + reach)
    centre = (sides[0] + sides[1]) / 2
    half = (sides[1] - sides[0]) / 2
    left = np.stack([centre + share[0] * half, rows], axis=1)
    right = np.stack([centre + share[1] * half, rows], axis=1)
    neck = np.array([[(left[0, 0] + right[0, 0]) / 2, top + dip]])
    hem = (left[-1:] + right[-1:]) / 2 + [[0, 0.05]]
    return np.concatenate([left, hem, right[::-1], neck])


def oval(centre, radius_x, radius_y, start=0.0, stop=2 * np.pi):
    """An ellipse, or the part of it between two angles, closed by its chord."""
    angle = np.linspace(start, stop, 16, endpoint=stop - start < 6)
    return np.stack([centre[0] + radius_x * np.cos(angle),
                     centre[1] + radius_y * np.sin(angle)], axis=1)


def rounded(points, rng, jitter):
    """Moves the control points at random and cuts the corners off twice (Chaikin)."""
    points = points + rng.normal(0, jitter, points.shape)
    for _ in range(2):
        following = np.roll(points, -1, axis=0)
        points = np.stack([.8 * points + .2 * following,
                           .2 * points + .8 * following], axis=1).reshape(-1, 2)
    return points
