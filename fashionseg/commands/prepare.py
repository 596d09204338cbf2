"""``python -m fashionseg prepare``: any data set into the prepared form."""

import hashlib
import os
import sys

from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.run_command import run_command
from fashionseg.datasets.ccp import list_ccp, read_ccp_label
from fashionseg.datasets.generated import write_generated
from fashionseg.datasets.modanet import list_modanet, read_modanet_label
from fashionseg.datasets.prepared import PreparedDataset
from fashionseg.datasets.reuse import holds_prepared
from fashionseg.datasets.splits import split_by_hash
from fashionseg.datasets.temporary import temporary_beside
from fashionseg.datasets.writer import write_prepared
from fashionseg.errors import UserError

DATASETS = ('generated', 'ccp', 'modanet')

# Changes whenever the generator draws other photos for the same seed.
GENERATOR = 1
N_TRAIN, N_EVAL = 200, 40
# Upper guess of one drawn photo with its polygons.
_GENERATED_BYTES = 150_000


def prepare(dataset, out, *, ccp_root=None, modanet_json=None, modanet_photos=None,
            n_train=None, n_eval=None, seed=0):
    """Makes a prepared data set, or finds that it is there already.

    Args:
        dataset (str): ``generated``, ``ccp`` or ``modanet``.
        out (str): Folder to make.
        ccp_root (str): Clone of Clothing Co-Parsing, for ``ccp``.
        modanet_json, modanet_photos (str): Annotations and photos, for ``modanet``.
        n_train (int): Photos for training; default 200 for ``generated``, else all
            that evaluation leaves.
        n_eval (int): Photos for evaluation; default 40 for ``generated``, a quarter
            for ``ccp``, the paper's share 2400 / 52377 (IV-A) for ``modanet``.
        seed (int): Of the generator.

    Returns:
        str: ``out``.

    Raises:
        UserError: For any bad input; then ``out`` is as it was.
    """
    if dataset == 'generated':
        return _prepare_generated(out, n_train, n_eval, seed)
    if dataset == 'ccp':
        return _prepare_ccp(out, ccp_root, n_train, n_eval)
    if dataset == 'modanet':
        return _prepare_modanet(out, modanet_json, modanet_photos, n_train, n_eval)
    raise UserError(f'there is no data set {dataset!r}; take {", ".join(DATASETS)}')


def main(argv):
    """The command line of :func:`prepare`; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg prepare',
        description='Brings a data set into the prepared form.')
    parser.add_argument('dataset', choices=DATASETS)
    parser.add_argument('--out', required=True, help='folder to make')
    parser.add_argument('--ccp-root', help='clone of Clothing Co-Parsing')
    parser.add_argument('--modanet-json', help='modanet2018_instances_train.json')
    parser.add_argument('--modanet-photos', help='folder of the photos')
    parser.add_argument('--n-train', type=int, help='photos for training')
    parser.add_argument('--n-eval', type=int, help='photos for evaluation')
    parser.add_argument('--seed', type=int, default=0, help='of the generator (0)')
    return run_command(_prepare_and_tell, parser.parse_args(argv))


def _prepare_and_tell(args):
    prepare(**vars(args))
    train, held = (PreparedDataset(args.out, split) for split in ('train', 'eval'))
    missing = train.index['source'].get('missing_photos', [])
    if missing:
        print(f'note: {len(missing)} annotated photos were not found (listed in '
              f'{args.out}/index.json), the first is {missing[0]}', file=sys.stderr)
    print(f'{args.out}: {len(train)} photos for training, {len(held)} for evaluation, '
          f'data hash {train.data_hash[:12]}')


def _prepare_generated(out, n_train, n_eval, seed):
    n_train = N_TRAIN if n_train is None else n_train
    n_eval = N_EVAL if n_eval is None else n_eval
    if min(n_train, n_eval) < 1 or seed < 0:
        raise UserError(
            f'cannot generate {n_train} and {n_eval} photos with seed {seed}; '
            '--n-train and --n-eval must be at least 1 and --seed at least 0')
    source = {
        'generator': GENERATOR, 'seed': seed, 'n_train': n_train, 'n_eval': n_eval}
    if holds_prepared(out, 'generated', source):
        return out
    room = (n_train + n_eval) * _GENERATED_BYTES
    with temporary_beside(out, room) as folder:
        jobs, _ = list_modanet(*write_generated(folder, n_train + n_eval, seed))
        for number, job in enumerate(jobs):
            job['split'] = 'train' if number < n_train else 'eval'
        return write_prepared(
            out, 'generated', source, jobs, read_modanet_label, _size(jobs))


def _prepare_ccp(out, root, n_train, n_eval):
    if root is None:
        raise UserError('ccp needs --ccp-root, a git clone of clothing-co-parsing')
    jobs = list_ccp(root)
    n_eval = round(len(jobs) / 4) if n_eval is None else n_eval
    jobs, n_train = _split(jobs, n_train, n_eval)
    source = {'files': _listing(jobs, ('path', 'annotation')),
              'n_train': n_train, 'n_eval': n_eval}
    if holds_prepared(out, 'ccp', source):
        return out
    return write_prepared(out, 'ccp', source, jobs, read_ccp_label, _size(jobs))


def _prepare_modanet(out, json_path, photos, n_train, n_eval):
    if json_path is None or photos is None:
        raise UserError('modanet needs --modanet-json and --modanet-photos')
    jobs, missing = list_modanet(json_path, photos)
    if n_eval is None:
        n_eval = max(1, round(len(jobs) * 2400 / 52377))
    jobs, n_train = _split(jobs, n_train, n_eval)
    with open(json_path, 'rb') as f:
        annotations = hashlib.sha256(f.read()).hexdigest()
    source = {'annotations_sha256': annotations, 'files': _listing(jobs, ('path',)),
              'missing_photos': missing, 'n_train': n_train, 'n_eval': n_eval,
              'without_annotations': sum(not job['annotations'] for job in jobs)}
    if holds_prepared(out, 'modanet', source):
        return out
    return write_prepared(
        out, 'modanet', source, jobs, read_modanet_label, _size(jobs))


def _split(jobs, n_train, n_eval):
    """The jobs that take part, with their split; how many of them train."""
    split = split_by_hash([job['id'] for job in jobs], n_train, n_eval)
    jobs = [{**job, 'split': split[job['id']]} for job in jobs if job['id'] in split]
    return jobs, len(jobs) - n_eval


def _size(jobs):
    return sum(os.path.getsize(job['path']) for job in jobs)


def _listing(jobs, keys):
    """Hash of the names and sizes of the files: tells other data without reading it."""
    names = sorted(f'{os.path.basename(job[key])} {os.path.getsize(job[key])}'
                   for job in jobs for key in keys)
    return hashlib.sha256('\n'.join(names).encode()).hexdigest()
