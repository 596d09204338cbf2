"""A report as a file."""

import os
import time

from fashionseg.commands.show_progress import show_progress
from fashionseg.files import replace_file
from fashionseg.report import make_report


def write_report(place, photos, path=None, refresh=None):
    """Makes a report and puts it in its place in one step.

    Args:
        place (fashionseg.report.Place): What it is about.
        photos (fashionseg.report.Photos): What is known of the evaluation photos.
        path (str): File to write; None: ``report.html`` beside the runs.
        refresh (int): Seconds after which an open page loads itself anew, or None.

    Returns:
        tuple: Path of the file, and the :class:`fashionseg.report.make_report.Report`.

    Raises:
        UserError: There are no such results, or the page would be too large.
        OSError: The file cannot be written; it is as it was.
    """
    report = make_report(place, photos, time.time(), refresh, show_progress)
    path = path or os.path.join(place.folder, 'report.html')
    # A watched page is written again soon: the disk need not confirm each of them.
    with replace_file(path, sync=refresh is None) as temporary:
        with open(temporary, 'w', encoding='utf-8') as file:
            file.write(report.html)
    return path, report
