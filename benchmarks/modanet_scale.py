"""Seconds and memory of verify and of the split on made-up files of ModaNet's size.

    python benchmarks/modanet_scale.py [--folder DIR] [--seeds 20]

52,377 photos of 400 x 600 pixels, all the same JPEG, and 265,705 annotations of 40
corners, as frequent and as large as in Table I. Memory is the sum over a command and
the processes that it starts, sampled ten times a second (Linux only).
"""

import argparse
import csv
import io
import json
from pathlib import Path
import resource
import subprocess
import sys
import tempfile
import time

import lmdb
import numpy as np
from PIL import Image

from fashionseg.datasets.balanced_split import balanced_split
from fashionseg.datasets.modanet import read_annotations
from fashionseg.datasets.modanet_check.category_names import OFFICIAL_NAMES
from fashionseg.datasets.split_lists import split_sha256

ROOT = Path(__file__).parents[1]
N_PHOTO, N_ANNOTATION, N_CORNER = 52_377, 265_705, 40
N_TRAIN, N_EVAL, LEAST = 49_977, 2_400, 280
WIDTH, HEIGHT = 400, 600


def make_files(folder):
    """Writes annotations and photos; returns their paths."""
    with open(ROOT / 'data' / 'paper' / 'table1_dataset.csv', newline='') as f:
        rows = list(csv.DictReader(f))
    totals = np.array([int(r['train_instances']) + int(r['val_instances'])
                       for r in rows])
    percents = np.array([float(r['train_avg_size_percent']) for r in rows])
    random = np.random.default_rng(0)
    # More annotations than Table I counts: second boots and shoes, so that the rare
    # classes stay as rare as they are.
    further = random.choice([2, 3], N_ANNOTATION - totals.sum())
    photos = np.concatenate(
        [random.choice(N_PHOTO, n, replace=False) for n in totals]
        + [random.integers(N_PHOTO, size=len(further))])
    classes = np.concatenate([np.repeat(np.arange(13), totals), further])
    ids = 2 * np.arange(N_PHOTO) + 30
    json_path, photos_path = folder / 'annotations.json', folder / 'photos.lmdb'
    with open(json_path, 'w') as f:
        images = [{'id': i, 'file_name': f'{i:07d}.jpg', 'width': WIDTH,
                   'height': HEIGHT} for i in ids.tolist()]
        categories = [{'id': c, 'name': name} for c, name in OFFICIAL_NAMES.items()]
        f.write(f'{{"images": {json.dumps(images)}, "categories": '
                f'{json.dumps(categories)}, "annotations": [')
        for k, (photo, c) in enumerate(zip(photos.tolist(), classes.tolist())):
            corners = _corners(random, c, percents[c]).tolist()
            f.write(', ' * (k > 0) + json.dumps({
                'id': k + 1, 'image_id': int(ids[photo]), 'category_id': c + 1,
                'segmentation': [corners], 'iscrowd': 0}))
        f.write(']}')
    stream = io.BytesIO()
    noise = random.integers(0, 256, (HEIGHT // 20, WIDTH // 20, 3), np.uint8)
    Image.fromarray(noise).resize((WIDTH, HEIGHT), Image.BICUBIC).save(stream, 'JPEG')
    with lmdb.open(str(photos_path), map_size=2 ** 33, sync=False) as data:
        with data.begin(write=True) as transaction:
            for i in ids.tolist():
                transaction.put(str(i).encode(), stream.getvalue())
    print(f'{json_path.stat().st_size / 1e6:.0f} MB of annotations, photos of '
          f'{len(stream.getvalue()) / 1e3:.0f} kB')
    return str(json_path), str(photos_path)


def _corners(random, c, percent):
    """A rough ellipse, twice as high as wide, at a height that the class has."""
    radius = np.sqrt(percent / 100 * WIDTH * HEIGHT / np.pi / 2)
    angles = np.linspace(0, 2 * np.pi, N_CORNER, endpoint=False)
    radii = radius * random.uniform(0.8, 1.2, N_CORNER)
    x = random.uniform(150, 250) + radii * np.cos(angles)
    y = 40 * (c + 1) + 2 * radii * np.sin(angles)
    corners = np.stack([x.clip(0, WIDTH), y.clip(0, HEIGHT)], 1)
    return corners.round(1).ravel()


def split(json_path, seeds):
    """Splits by each seed, checks the evaluation part and prints the hash."""
    counts = {}
    for job in read_annotations(json_path):
        classes = [annotation['category_id'] for annotation in job['annotations']]
        counts[job['id']] = {c: classes.count(c) for c in classes}
    for seed in range(seeds):
        start = time.perf_counter()
        parts = balanced_split(counts, N_TRAIN, N_EVAL, LEAST, seed)
        seconds = time.perf_counter() - start
        held = [counts[i] for i, part in parts.items() if part == 'eval']
        least = min(sum(c.get(k, 0) for c in held) for k in range(1, 14))
        if (len(parts), len(held)) != (N_TRAIN + N_EVAL, N_EVAL) or least < LEAST:
            sys.exit(f'seed {seed}: {len(held)} for evaluation, {least} of a class')
        photos = [{'id': i, 'split': part} for i, part in parts.items()]
        print(f'seed {seed}: at least {least} of each class, '
              f'{split_sha256(photos)[:12]}, {seconds:.1f} s')


def measure(title, command):
    """Runs a command; prints its time, its memory and how it ended."""
    start, before, most = time.perf_counter(), _processor_seconds(), 0
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT)
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(0.1)
    print(f'{title}: {time.perf_counter() - start:.0f} s, '
          f'{_processor_seconds() - before:.0f} s of processors, '
          f'{most / 2 ** 30:.2f} GiB, exit status {process.returncode}\n', flush=True)


def _processor_seconds():
    """Of all ended children and theirs: what a busy machine does not change."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(pid):
    """Bytes that a process and its descendants hold."""
    try:
        status = Path(f'/proc/{pid}/status').read_text()
        children = [child for task in Path(f'/proc/{pid}/task').iterdir()
                    for child in (task / 'children').read_text().split()]
    except OSError:
        return 0
    held = [int(line.split()[1]) * 1024 for line in status.splitlines()
            if line.startswith('VmRSS')]
    return sum(held) + sum(_memory(child) for child in children)


def main():
    """Makes the files, then runs both commands."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--folder', type=Path, help='keep the files there')
    parser.add_argument('--seeds', type=int, default=20)
    parser.add_argument('--split', metavar='JSON', help='only split these annotations')
    args = parser.parse_args()
    if args.split:
        split(args.split, args.seeds)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        json_path, photos_path = make_files(folder)
        measure('verify', ['-m', 'fashionseg', 'verify', 'modanet', '--modanet-json',
                           json_path, '--modanet-photos', photos_path])
        script = [__file__, '--split', json_path, '--seeds']
        measure('one split', [*script, '1'])
        measure(f'{args.seeds} splits', [*script, str(args.seeds)])


if __name__ == '__main__':
    main()
