import textwrap

from fashionseg.claims.claims import CLAIMS
from fashionseg.claims.rules import RULES

_WIDTH = 88


def claim_lines(verdicts):
    """The judged claims for a terminal.

    Args:
        verdicts: What ``judge_claims`` returns.

    Returns:
        List of lines of at most 88 characters: each claim, under it for each source
        the verdict and what decided it, the rules last.
    """
    lines = []
    for claim, *row in zip(CLAIMS, *verdicts.values()):
        lines += _wrap(f'{claim.number:2}. ', claim.statement)
        for name, verdict in zip(verdicts, row):
            lines += _wrap(f'    {name:10}{verdict.outcome:17} ',
                           verdict.reason or verdict.numbers)
    lines.append('')
    for rule in RULES:
        lines += _wrap('', rule)
    return lines


def _wrap(start, text):
    return textwrap.wrap(text, _WIDTH, initial_indent=start,
                         subsequent_indent=' ' * len(start))
