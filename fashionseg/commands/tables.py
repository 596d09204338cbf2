"""``fashionseg tables``: the tables anew from finished results."""

import os

from fashionseg.claims import claim_files
from fashionseg.commands.find_data import find_data
from fashionseg.configurations import PROFILES, TABLE_5
from fashionseg.datasets.statistics import class_statistics
from fashionseg.tables import write_tables


def write_all_tables(results, dataset, profile_name, index):
    """Writes Tables I, III, IV and V and the judged claims.

    Args:
        results (str): Folder of the results.
        dataset (str): Name of the data set.
        profile_name (str): Name of the profile.
        index (dict): Index of the prepared photos, for Table I.

    Returns:
        list of str: Paths of the files, the joined Markdown last.
    """
    out = os.path.join(results, dataset, profile_name, 'tables')
    return write_tables(results, dataset, profile_name, out,
                        statistics=class_statistics(index),
                        code_configurations=TABLE_5, sections=[claim_files])


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: A result or a data set that cannot be read.
    """
    train, _ = find_data(args.dataset, args.profile, PROFILES[args.profile], args.data,
                         args.ccp_root, args.modanet_json, args.modanet_photos)
    for path in write_all_tables(args.out, args.dataset, args.profile, train.index):
        print(path)
