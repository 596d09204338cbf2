"""``python -m fashionseg report``: one HTML file with all that is known."""

import argparse
import os
import sys
import time
from collections import Counter

from fashionseg.commands.add_photo_options import add_photo_options
from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.choose_samples import choose_samples
from fashionseg.commands.options import (
    COSTS_DIR, add_data_options, add_engine_options, add_measurements_option)
from fashionseg.commands.run_command import run_command
from fashionseg.commands.write_report import write_report
from fashionseg.datasets import PreparedDataset
from fashionseg.datasets.statistics import class_statistics
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.figures import N_PHOTO
from fashionseg.report import Photos, Place

WATCH_SECONDS = 30


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg report',
        description='Writes one HTML file that opens from disk and needs no network: '
                    'the state of all runs, tables, claims, curves, times, photos with '
                    'predictions, open questions and sources, from what lies in '
                    'OUT/DATASET/PROFILE. Trains and prepares nothing. Exit status 0: '
                    'all is shown; 1: something was damaged and is left out; 2: '
                    'nothing is written.')
    add_data_options(parser)
    add_engine_options(parser)
    add_photo_options(parser)
    add_measurements_option(parser)
    parser.add_argument('--costs', metavar='DIR', default=COSTS_DIR,
                        help=f'folder of what the networks cost ({COSTS_DIR})')
    parser.add_argument('--no-photos', action='store_true',
                        help='leave photos and label maps out, to pass the file on')
    parser.add_argument('--file', metavar='HTML',
                        help='file to write (OUT/DATASET/PROFILE/report.html)')
    parser.add_argument('--watch', metavar='SECONDS', type=_seconds, nargs='?',
                        const=WATCH_SECONDS,
                        help='write it again and again, for a page that follows the '
                             'runs, until all are finished or Ctrl-C '
                             f'(every {WATCH_SECONDS} s)')
    return run_command(_report, parser.parse_args(argv))


def _report(args):
    place = Place(args.out, args.dataset, args.profile, args.data, args.costs,
                  args.measurements)
    use_engine(args.kernels, args.threads)
    photos, told = Photos(), set()
    try:
        while True:
            if photos.samples is None:
                photos = _find_photos(args, place)
            path, report = write_report(place, photos, args.file, args.watch)
            _tell(path, report, told)
            if not report.refresh:
                return 1 if report.problems else 0
            time.sleep(args.watch)
    except KeyboardInterrupt:
        if args.watch:
            # An open page loads this one and then rests.
            write_report(place, photos, args.file)
        raise


def _find_photos(args, place):
    statistics = None
    try:
        held_out = PreparedDataset(place.photos_root, 'eval')
        statistics = class_statistics(held_out.index)
        if args.no_photos:
            return Photos(None, statistics, 'they are left out by --no-photos')
        return Photos(choose_samples(args, held_out), statistics)
    except UserError as error:
        if args.photos or args.pooling_photo or args.n_photos != N_PHOTO:
            raise  # what was asked for by name is not there
        return Photos(None, statistics, str(error))


def _tell(path, report, told):
    """Says what the reader of the terminal has not read yet."""
    states = Counter(run.state for run in report.runs)
    line = f'{path}: ' + ', '.join(f'{n} {state}' for state, n in states.items())
    for words, file in ((line, sys.stdout),
                        *((f'warning: {p}', sys.stderr) for p in report.problems)):
        if words not in told:
            told.add(words)
            print(words, file=file, flush=True)


def _seconds(text):
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'{text!r} is not a whole number from 1 up')
    return int(text)
