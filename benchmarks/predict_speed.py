"""Photos per second and memory of ``fashionseg predict`` on photos of every kind.

    python -m benchmarks.predict_speed [RUN] [--photos N] [--broken N] [--folder DIR]

RUN is the folder of a run or the file of its weights; without it the demo model is
taken. Each engine that is installed
labels the same drawn photos; the resident memory is read after every hundred (Linux
only). Prints a line of JSON for each engine.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from benchmarks.workloads.draw_mixed_photos import draw_mixed_photos
from fashionseg.parsing.demo_run import DEMO_RUN

ENGINES = (('chainer', 'numpy'), ('onnxruntime', 'numpy'), ('openvino', 'numpy'))
STEP = 100  # photos after which the memory is read
SECONDS = 0.25  # between two looks at a running command


def measure(photos, weights, engine, kernels, folder):
    """Labels a folder of photos once.

    Args:
        photos (str): The folder.
        weights (str): A run.
        engine, kernels (str): As ``fashionseg predict`` takes them.
        folder (str): Empty folder for what is written.

    Returns:
        dict: ``status``, ``done`` and ``skipped`` (numbers of photos), ``seconds`` from
        start to end, ``photos_per_second`` without the start, ``mib`` (resident memory
        after every hundred photos) and ``mib_peak``.
    """
    out, report = os.path.join(folder, 'labels'), os.path.join(folder, 'report.json')
    start = time.monotonic()
    command = subprocess.Popen(
        [sys.executable, '-m', 'fashionseg', 'predict', photos, '--weights', weights,
         '--out', out, '--engine', engine, '--kernels', kernels, '--json', report],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found, peak = [], 0
    while command.poll() is None:
        memory = _memory(command.pid)
        n_done = sum(1 for _ in pathlib.Path(out).rglob('*.json'))
        if memory:
            peak = memory[1]
            # Behind the report a process gives its memory back.
            if n_done >= STEP * (len(found) + 1) and not os.path.exists(report):
                found.append(memory[0])
        time.sleep(SECONDS)
    seconds = time.monotonic() - start
    told = {'done': [], 'skipped': [], 'photos_per_second': None}
    if os.path.exists(report):
        told = json.loads(pathlib.Path(report).read_text())
    return {'engine': engine, 'kernels': kernels, 'status': command.returncode,
            'done': len(told['done']), 'skipped': len(told['skipped']),
            'seconds': round(seconds, 1),
            'photos_per_second': told['photos_per_second'],
            'mib': found, 'mib_peak': peak}


def _memory(pid):
    """Resident memory of a process now and at most, in MiB; None when it has ended."""
    try:
        lines = pathlib.Path(f'/proc/{pid}/status').read_text().splitlines()
        values = dict(line.split(':') for line in lines)
        return [int(values[name].split()[0]) // 1024 for name in ('VmRSS', 'VmHWM')]
    except (OSError, KeyError):
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('run', nargs='?', default=str(DEMO_RUN))
    parser.add_argument('--photos', type=int, default=1000)
    parser.add_argument('--broken', type=int, default=20)
    parser.add_argument('--folder', help='where the photos are, or are to be drawn')
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        photos = args.folder or os.path.join(place, 'photos')
        if not os.path.isdir(photos):
            draw_mixed_photos(photos, args.photos, args.broken)
        for engine, kernels in ENGINES:
            with tempfile.TemporaryDirectory() as folder:
                print(json.dumps(measure(
                    photos, args.run, engine, kernels, folder)), flush=True)


if __name__ == '__main__':
    main()
