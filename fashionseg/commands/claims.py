"""``fashionseg claims``: the paper's statements, judged."""

import os

from fashionseg.claims import claim_lines, claim_records, judge_claims
from fashionseg.commands.tell import tell
from fashionseg.tables.describe_results import describe_results
from fashionseg.tables.read_published import read_published
from fashionseg.tables.results import Results


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: A result that cannot be read.
    """
    published = read_published()
    folder = os.path.join(args.out, args.dataset, args.profile)
    results = None
    words = f'No results in {folder}: the published tables alone.'
    if os.path.isdir(folder):
        results = Results.read(args.out, args.dataset, args.profile)
        words = f'Ours: {describe_results(results)}.'
    verdicts = judge_claims(published, results)
    tell([words, '', *claim_lines(verdicts)], args.json,
         {'results': folder if results else None, 'claims': claim_records(verdicts)})
