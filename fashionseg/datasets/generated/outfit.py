"""What a person wears: classes that go together, and how long and wide they are."""

from dataclasses import dataclass

# Classes that Table I makes rare: each is forced on one photo in eight, so that any
# eight photos in a row show all of them.
IN_TURN = (
    'boots', 'sunglasses', 'shorts', 'headwear', 'scarf & tie', 'skirts', 'belt',
    'dress')


@dataclass(frozen=True)
class Outfit:
    """The classes worn, and the measures that garments must agree on.

    Heights are in head heights below the pelvis, shares lie in [0, 1].

    Attributes:
        classes (tuple of str): Names of Table I.
        coat (str): ``''``, ``'open'`` or ``'closed'``.
        opening (float): Half the gap of an open coat, as a share of the trunk.
        coat_hem, hem (float): Lower edge of the coat, and of dress, skirt or shorts.
        waist (float): Upper edge of what is worn on the legs.
        sleeve (float): Share of the arm that a top's or dress's sleeve covers.
    """

    classes: tuple
    coat: str
    opening: float
    coat_hem: float
    hem: float
    waist: float
    sleeve: float


def choose_outfit(rng, number):
    """Draws an :class:`Outfit` for photo ``number``, in about Table I's frequencies."""
    forced = IN_TURN[number % len(IN_TURN)]
    legs = str(rng.choice(['dress', 'pants', 'shorts', 'skirts'],
                          p=[.21, .52, .05, .22]))
    if forced in ('dress', 'shorts', 'skirts'):
        legs = forced
    coat = str(rng.choice(['', 'open', 'closed'], p=[.53, .36, .11]))
    coat_hem = rng.uniform(-0.3, 1.4)
    if legs == 'shorts' and coat == 'closed':
        coat_hem = rng.uniform(-0.5, 0.0)
    classes = {legs, forced}
    if legs != 'dress' and coat != 'closed':
        classes.add('top')
    if coat:
        classes.add('outer')
    if forced != 'boots' and rng.random() < .87:
        classes.add('footwear')
    for name, share in (('bag', .41), ('belt', .17), ('sunglasses', .06),
                        ('headwear', .03), ('scarf & tie', .03)):
        if rng.random() < share:
            classes.add(name)
    hem = {'shorts': (0.6, 1.05), 'skirts': (1.2, 3.0), 'dress': (1.2, 3.0)}
    low, high = hem.get(legs, (0, 1))
    hem_height = rng.uniform(low, high)
    if coat == 'closed' and legs != 'pants':
        hem_height = max(hem_height, coat_hem + 0.5)
    return Outfit(
        classes=tuple(sorted(classes)), coat=coat, opening=rng.uniform(0.3, 0.75),
        coat_hem=coat_hem, hem=hem_height, waist=rng.uniform(-0.75, -0.25),
        sleeve=rng.choice([0.0, rng.uniform(.2, .45), rng.uniform(.6, .98)],
                          p=[.25, .4, .35]))
