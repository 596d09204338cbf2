from collections import namedtuple

Finding = namedtuple('Finding', 'holds text why_open', defaults=('',))
Finding.__doc__ = """One comparison that a claim rests on.

* ``holds``: True, False, or None when it cannot be told.
* ``text``: The comparison with its numbers.
* ``why_open``: Why it cannot be told; empty otherwise.
"""
