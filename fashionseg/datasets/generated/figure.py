"""The body under the clothes: proportions, pose and place in the photo."""

import numpy as np

# Half the width of the trunk in head heights, by height over the pelvis (y points
# down): neck, shoulders, chest, waist, hips, crotch.
TRUNK_Y = np.array([-2.55, -2.35, -1.75, -0.85, 0.05, 0.45])
TRUNK_HALF = np.array([0.30, 0.72, 0.64, 0.48, 0.60, 0.56])


class Figure:
    """A standing person, in head heights around the pelvis.

    Args:
        rng (numpy.random.Generator): The pose is drawn from it.
        unit (float): Head height in pixels.
        origin ((float, float)): x, y of the pelvis in the photo.

    Attributes:
        joints (dict): Name to point (x, y) in head heights; limbs end in ``_l`` and
            ``_r``, the photo's left and right.
    """

    def __init__(self, rng, unit, origin):
        self.unit = unit
        self.origin = np.asarray(origin, float)
        self.breadth = rng.uniform(0.9, 1.25)
        self.sway = rng.normal(0, 0.12)
        angle = rng.normal(0, 0.045)
        self._turn = np.array(
            [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        self.joints = {'head': np.array([self.middle(-2.5) + rng.normal(0, .05), -3.1])}
        for side, sign in (('_l', -1), ('_r', 1)):
            self._pose_arm(rng, side, sign)
            self._pose_leg(rng, side, sign)

    def _pose_arm(self, rng, side, sign):
        shoulder = np.array([self.edge(-2.25, sign) - sign * 0.1, -2.22])
        upper = rng.uniform(0.08, 0.65)
        # A bent forearm points outwards or back to the hip or chest.
        lower = upper + rng.choice([rng.uniform(-.3, .25), rng.uniform(-1.6, -.5),
                                    rng.uniform(.3, 1.8)], p=[.6, .25, .15])
        step = np.array([sign * np.sin(upper), np.cos(upper)])
        elbow = shoulder + 1.12 * step
        step = np.array([sign * np.sin(lower), np.cos(lower)])
        self.joints['shoulder' + side] = shoulder
        self.joints['elbow' + side] = elbow
        self.joints['wrist' + side] = elbow + 0.95 * step
        self.joints['hand' + side] = elbow + 1.28 * step

    def _pose_leg(self, rng, side, sign):
        hip = np.array([sign * 0.3 * self.breadth, 0.1])
        spread = rng.uniform(-0.02, 0.2)
        knee = hip + np.array([sign * spread + rng.normal(0, 0.06),
                               1.68 + rng.normal(0, 0.05)])
        ankle = knee + np.array([sign * spread * .4 + rng.normal(0, .1),
                                 1.62 + rng.normal(0, 0.07)])
        self.joints['hip' + side] = hip
        self.joints['knee' + side] = knee
        self.joints['ankle' + side] = ankle
        self.joints['toe' + side] = ankle + np.array(
            [sign * rng.uniform(-0.05, 0.3), rng.uniform(0.28, 0.4)])

    def middle(self, y):
        """x of the trunk's middle line at height ``y``."""
        return self.sway * np.clip(-y, 0, 2.5) / 2.5

    def edge(self, y, sign):
        """x of the trunk's outline at height ``y``, left (-1) or right (1)."""
        half = np.interp(y, TRUNK_Y, TRUNK_HALF)
        return self.middle(y) + sign * self.breadth * half

    def limb(self, kind, side):
        """The three points of an ``arm`` or ``leg``, shape (3, 2)."""
        names = {'arm': ('shoulder', 'elbow', 'wrist'), 'leg': ('hip', 'knee', 'ankle')}
        return np.array([self.joints[name + side] for name in names[kind]])

    def to_photo(self, points):
        """Points (n, 2) in head heights to pixels (n, 2)."""
        return np.asarray(points, float) @ self._turn * self.unit + self.origin
