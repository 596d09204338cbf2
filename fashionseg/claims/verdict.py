from collections import namedtuple

HOLDS = 'holds'
FAILS = 'does not hold'
OPEN = 'cannot be judged'


class Verdict(namedtuple('Verdict', ['outcome', 'against', 'undecided', 'numbers',
                                     'remark'])):
    """What a pair of tables says of a claim.

    Attributes:
        outcome: 'holds', 'does not hold' or 'cannot be judged'.
        against: Text: the comparisons that contradict the claim; may be empty.
        undecided: Text: those that cannot be told, after the reason; may be empty.
        numbers: Text: all numbers used; may be empty.
        remark: Text: what the numbers rest on; may be empty.
    """

    __slots__ = ()

    @classmethod
    def of(cls, findings, numbers, remark=''):
        """A claim holds when all of its comparisons do, and not when one does not.

        Args:
            findings: List of :class:`~fashionseg.claims.finding.Finding`, at least
                one.
            numbers, remark: Texts.
        """
        against = [finding.text for finding in findings if finding.holds is False]
        of_reason = {}
        for finding in findings:
            if finding.holds is None:
                of_reason.setdefault(finding.why_open, []).append(finding.text)
        undecided = [f"{why}: {', '.join(texts)}" for why, texts in of_reason.items()]
        return cls(FAILS if against else OPEN if undecided else HOLDS,
                   ', '.join(against), '; '.join(undecided), numbers, remark)

    @property
    def reason(self):
        """What decided it, in one line; empty when the claim holds."""
        return '; '.join(filter(None, (self.against, self.undecided)))
