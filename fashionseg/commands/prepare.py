"""``fashionseg prepare``: any data set into the prepared form."""

import hashlib
import os
import sys

from fashionseg.commands.options import DATASETS
from fashionseg.datasets.ccp import list_ccp, read_ccp
from fashionseg.datasets.generated import read_generated
from fashionseg.datasets.modanet import prepare_modanet
from fashionseg.datasets.prepared import PreparedDataset
from fashionseg.datasets.reuse import holds_prepared
from fashionseg.datasets.splits import split_by_hash
from fashionseg.datasets.writer import write_prepared
from fashionseg.errors import UserError

_REASONS = {'missing': 'not found', 'unreadable': 'unreadable',
            'other_size': 'of another size than annotated'}

# Changes whenever the generator draws other photos for the same seed.
GENERATOR = 1
N_TRAIN, N_EVAL = 200, 40
# Upper guess of one drawn photo.
_GENERATED_BYTES = 100_000


def prepare(dataset, out, *, ccp_root=None, modanet_json=None, modanet_photos=None,
            n_train=None, n_eval=None, seed=None, overlap=None, least_instances=None,
            most_missing=1.):
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
        seed (int): Of the generator, or of the split of ``modanet``; default 0.
        overlap, least_instances, most_missing: For ``modanet``, as in
            :func:`~fashionseg.datasets.modanet.prepare_modanet`.

    Returns:
        str: ``out``.

    Raises:
        UserError: For any bad input; then ``out`` is as it was.
    """
    if dataset == 'generated':
        return _prepare_generated(out, n_train, n_eval, seed or 0)
    if dataset == 'ccp':
        return _prepare_ccp(out, ccp_root, n_train, n_eval)
    if dataset == 'modanet':
        if modanet_json is None or modanet_photos is None:
            raise UserError('modanet needs --modanet-json and --modanet-photos')
        return prepare_modanet(
            out, modanet_json, modanet_photos, overlap=overlap, n_train=n_train,
            n_eval=n_eval, least_instances=least_instances, seed=seed,
            most_missing=most_missing)
    raise UserError(f'there is no data set {dataset!r}; take {", ".join(DATASETS)}')


def run(args):
    """The command: :func:`prepare`, and a line on what is there now.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: For any bad input.
    """
    given = dict(vars(args))
    del given['command_line']
    prepare(**given)
    train, held = (PreparedDataset(args.out, split) for split in ('train', 'eval'))
    if args.dataset == 'modanet':
        _tell_findings(args.out, train.index)
    print(f'{args.out}: {len(train)} photos for training, {len(held)} for evaluation, '
          f'data hash {train.data_hash[:12]}, split {train.split_sha256[:12]}')


def _tell_findings(out, index):
    source, findings = index['source'], index['findings']
    for reason, ids in findings['left_out'].items():
        if ids:
            print(f'note: {len(ids)} photos are left out, {_REASONS[reason]} (listed '
                  f'in {out}/index.json), the first is {ids[0]}', file=sys.stderr)
    print(f'overlaps: {source["overlap"]} decides {findings["overlap_share"]:.2%} of '
          f'the pixels; split: seed {source["seed"]}, at least '
          f'{source["least_instances"]} instances of each class for evaluation')


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
    jobs = [{'id': f'{number:07d}', 'path': 'drawn here', 'seed': seed,
             'number': number, 'split': 'train' if number <= n_train else 'eval'}
            for number in range(1, n_train + n_eval + 1)]
    return write_prepared(out, 'generated', source, jobs, read_generated,
                          len(jobs) * _GENERATED_BYTES)


def _prepare_ccp(out, root, n_train, n_eval):
    if root is None:
        raise UserError('ccp needs --ccp-root, a git clone of clothing-co-parsing')
    jobs = list_ccp(root)
    n_eval = round(len(jobs) / 4) if n_eval is None else n_eval
    split = split_by_hash([job['id'] for job in jobs], n_train, n_eval)
    jobs = [{**job, 'split': split[job['id']]} for job in jobs if job['id'] in split]
    source = {'files': _listing(jobs), 'n_train': len(jobs) - n_eval, 'n_eval': n_eval}
    if holds_prepared(out, 'ccp', source):
        return out
    return write_prepared(out, 'ccp', source, jobs, read_ccp,
                          sum(os.path.getsize(job['path']) for job in jobs))


def _listing(jobs):
    """Hash of the names and sizes of the files: tells other data without reading it."""
    names = sorted(f'{os.path.basename(job[key])} {os.path.getsize(job[key])}'
                   for job in jobs for key in ('path', 'annotation'))
    return hashlib.sha256('\n'.join(names).encode()).hexdigest()
