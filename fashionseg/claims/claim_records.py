from fashionseg.claims.claims import CLAIMS


def claim_records(verdicts):
    """The judged claims for programs.

    Args:
        verdicts: What ``judge_claims`` returns.

    Returns:
        List of dictionaries, one for each claim: ``number``, ``statement`` and, for
        each source ('published', 'ours'), the fields of
        :class:`~fashionseg.claims.verdict.Verdict`.
    """
    return [{'number': claim.number, 'statement': claim.statement,
             **{name: verdict._asdict() for name, verdict in zip(verdicts, row)}}
            for claim, *row in zip(CLAIMS, *verdicts.values())]
