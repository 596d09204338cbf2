from fashionseg.claims.compare_scores import compare_scores
from fashionseg.claims.evidence import METRICS
from fashionseg.claims.verdict import Verdict
from fashionseg.tables.columns import COLUMNS


def judge_pairs(evidence, pairs, beside=()):
    """Judge a claim that some configurations score higher than some others.

    Args:
        evidence: :class:`~fashionseg.claims.evidence.Evidence`.
        pairs: List of (metric, better, worse), as the claim has them.
        beside: Further configurations whose scores were used to choose the pairs.

    Returns:
        :class:`~fashionseg.claims.verdict.Verdict`.
    """
    used = {}
    for metric, better, worse in pairs:
        used.setdefault(metric, {*beside}).update((better, worse))
    findings = []
    for metric, better, worse in pairs:
        finding = compare_scores(evidence, metric, better, worse)
        if len(used) > 1:
            finding = finding._replace(text=f'{finding.text} in {METRICS[metric]}')
        findings.append(finding)
    numbers = '; '.join(f'{METRICS[metric]}: {_list(evidence, metric, keys)}'
                        for metric, keys in used.items())
    return Verdict.of(findings, numbers, _remark(evidence, used))


def _list(evidence, metric, keys):
    return ', '.join(f'{title} {evidence.score(metric, key).text()}'
                     for key, title in COLUMNS.items() if key in keys)


def _remark(evidence, used):
    if evidence.printed:
        return 'printed averages of three runs, their spread unknown'
    n_run = {key: evidence.score(metric, key).n
             for metric, keys in used.items() for key in COLUMNS if key in keys}
    run = [key for key, n in n_run.items() if n]
    single = [COLUMNS[key] for key in run if n_run[key] == 1]
    if not single:
        return ''
    who = 'each' if len(single) == len(run) else f"of {', '.join(single)}"
    return f'one run {who}, spread unknown'
