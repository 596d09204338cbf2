import csv
import io

from fashionseg.claims.claims import CLAIMS
from fashionseg.claims.judge_claims import judge_claims
from fashionseg.claims.rules import RULES
from fashionseg.tables.describe_results import describe_results
from fashionseg.tables.draw_grid import draw_grid
from fashionseg.tables.escape_markdown import escape_markdown
from fashionseg.tables.grid import Grid

_HEADER = ('claim', 'statement', 'tables', 'verdict', 'against', 'undecided',
           'numbers', 'remark', 'label')


def claim_files(published, results):
    """The judged claims as files to go with the tables.

    Args:
        published: What ``read_published`` of ``fashionseg.tables`` returns.
        results: ``fashionseg.tables.results.Results``.

    Returns:
        Dictionary: ``claims.md`` and ``claims.csv`` -> text. The CSV has a line for
        each claim and source, no field is empty.
    """
    verdicts = judge_claims(published, results)
    label = describe_results(results)
    return {'claims.md': _page(verdicts, label), 'claims.csv': _csv(verdicts, label)}


def _page(verdicts, label):
    summary = Grid('', ['claim', *verdicts], [
        [f'{claim.number}. {claim.statement}', *(v.outcome for v in row)]
        for claim, *row in zip(CLAIMS, *verdicts.values())])
    parts = ['# Claims of the paper', f'**Ours: {escape_markdown(label)}.**',
             '\n'.join(f'- {rule}' for rule in RULES), draw_grid(summary)]
    for claim, *row in zip(CLAIMS, *verdicts.values()):
        parts += [f'## Claim {claim.number}: {claim.statement}',
                  '\n'.join(f'- {name}: {_line(verdict)}'
                            for name, verdict in zip(verdicts, row))]
    return '\n\n'.join(parts) + '\n'


def _line(verdict):
    sentences = [f'**{verdict.outcome}**']
    if verdict.reason:
        sentences[0] += f' - {verdict.reason}'
    if verdict.numbers:
        sentences.append(f'Numbers: {verdict.numbers}')
    if verdict.remark:
        sentences[-1] += f' ({verdict.remark})'
    return '. '.join(sentences) + '.'


def _csv(verdicts, label):
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator='\n')
    writer.writerow(_HEADER)
    for claim, *row in zip(CLAIMS, *verdicts.values()):
        for name, verdict in zip(verdicts, row):
            writer.writerow([
                claim.number, claim.statement, name, verdict.outcome,
                *(text or 'none' for text in verdict[1:]),
                'the paper' if name == 'published' else label])
    return buffer.getvalue()
