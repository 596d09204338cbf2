"""One line of what a check of GPUs found."""

from collections import namedtuple

CheckRow = namedtuple('CheckRow', 'check case verdict measured allowed reason',
                      defaults=('', '', ''))
CheckRow.__doc__ = """One line of the table.

* ``check``: What was looked at: 'tests', 'training', 'losses', 'speed'.
* ``case``: Which tests, or engine, precision and devices.
* ``verdict``: 'passed', 'failed' or 'not run'.
* ``measured``, ``allowed``: Texts; '' where there is nothing to say.
* ``reason``: Why it failed or was not run, in one line.
"""
