"""Templates, style sheets and scripts of the page."""

import functools

import jinja2
from markupsafe import Markup

from fashionseg.extensions.describe_duration import describe_duration
from fashionseg.report.inline_text import inline_text

_PACKAGE = 'fashionseg.report'


@functools.cache
def templates():
    """Templates that escape all that they show and fail on names they do not know.

    Returns:
        jinja2.Environment: With the function ``asset`` (text of a style sheet or
        script) and the filters ``inline_text``, ``duration``,
        ``percent`` and ``score``.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined)
    assets = jinja2.PackageLoader(_PACKAGE, 'assets')

    def asset(name):
        # Ours, and no text of a user: it must not be escaped.
        return Markup(assets.get_source(environment, name)[0])

    environment.globals['asset'] = asset
    environment.policies['json.dumps_kwargs'] = {'separators': (',', ':')}
    environment.filters.update(
        inline_text=inline_text, duration=describe_duration, score='{:.3f}'.format,
        percent='{:.0%}'.format)
    return environment
