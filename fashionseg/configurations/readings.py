"""What the paper leaves open and an option of every run decides."""

from collections import namedtuple

Reading = namedtuple('Reading', 'choices help')
Reading.__doc__ = """One open question of a run.

* ``choices``: What can be chosen; the first is the default.
* ``help``: What it is about, for the help of the option.
"""

READINGS = {
    'decay': Reading(('epoch', 'beta2'), 'what the decay rate of 0.99 means'),
    'spl_form': Reading(('binary', 'cross-entropy'), 'form of Eq. 6'),
    'image_scaling': Reading(('area', 'nearest'), 'how photos are scaled for Eq. 5'),
    'connectivity': Reading((4, 8), 'what is one piece in mIoU+'),
    'absent': Reading(('left-out', 'one'),
                      'a photo with a class in neither map counts in Eqs. 9 and 13'),
}
