"""``python -m fashionseg claims``: the paper's statements, judged."""

import os

from fashionseg.claims import claim_lines, judge_claims
from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.options import add_data_options
from fashionseg.commands.run_command import run_command
from fashionseg.tables.describe_results import describe_results
from fashionseg.tables.read_published import read_published
from fashionseg.tables.results import Results


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg claims',
        description='Says for ten statements of the paper whether they hold in its own '
                    'tables and in the results of OUT/DATASET/PROFILE, where there are '
                    'any. No photo is read.')
    add_data_options(parser)
    return run_command(_claims, parser.parse_args(argv))


def _claims(args):
    published = read_published()
    folder = os.path.join(args.out, args.dataset, args.profile)
    if os.path.isdir(folder):
        results = Results.read(args.out, args.dataset, args.profile)
        print(f'Ours: {describe_results(results)}.')
    else:
        results = None
        print(f'No results in {folder}: the published tables alone.')
    print()
    for line in claim_lines(judge_claims(published, results)):
        print(line)
