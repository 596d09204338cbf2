"""Scores of label files, typed, and the same as those of our own evaluator."""

import json
import subprocess
import sys

import numpy as np
from PIL import Image
import pytest

from fashionseg.classes import CLASS_NAMES
from fashionseg.commands.main import main
from fashionseg.datasets import PreparedDataset
from fashionseg.extensions import evaluate
from fashionseg.transforms import EvaluationTransform


def _guess(x):
    """A network of its own kind: labels that follow the brightness."""
    return (x.mean(axis=1) * 13.99).astype(np.int32)


@pytest.fixture(scope='module')
def files(prepared, tmp_path_factory):
    """Labels of the held-out photos as another framework would write them."""
    folder = tmp_path_factory.mktemp('files')
    dataset = PreparedDataset(str(prepared / 'generated-quick'), 'eval')
    for name in ('truth', 'pred'):
        (folder / name).mkdir()
    for i in range(len(dataset)):
        x, t = EvaluationTransform()(*dataset[i])
        for name, label in (('truth', t), ('pred', _guess(x[None])[0])):
            Image.fromarray(label.astype(np.uint8)).save(
                folder / name / f'{dataset.ids[i]}.png')
    return folder, dataset


@pytest.mark.parametrize('connectivity, absent', [(4, 'left-out'), (8, 'one')])
def test_same_to_the_last_digit_as_our_own_evaluator(
        files, tmp_path, capsys, connectivity, absent):
    folder, dataset = files
    expected = evaluate(_guess, dataset, connectivity=connectivity, absent=absent)
    assert 0 < expected['miou'] < 1 and 0 < expected['miou_plus'] < 1
    assert main(['evaluate', '--pred', str(folder / 'pred'), '--truth',
                 str(folder / 'truth'), '--connectivity', str(connectivity),
                 '--absent', absent, '--json', str(tmp_path / 'x.json')]) == 0
    written = json.loads((tmp_path / 'x.json').read_text())
    assert {key: written[key] for key in expected} == expected
    assert (written['n_photo'], written['connectivity'], written['absent']) == (
        2, connectivity, absent)
    out = capsys.readouterr().out
    lines = [line.split() for line in out.splitlines()]
    assert ['mIoU', f'{expected["miou"]:.4f}'] in lines
    assert ['mIoU+', f'{expected["miou_plus"]:.4f}'] in lines
    for name in CLASS_NAMES:
        numbers = [expected[key][name] for key in ('iou', 'iou_plus', 'pooled_iou')]
        words = ['-' if number is None else f'{number:.4f}' for number in numbers]
        assert [*name.split(), *words] in lines


def test_classes_of_ones_own(files, tmp_path, capsys):
    names = tmp_path / 'names.txt'
    names.write_text('\n'.join(f'class {k}' for k in range(20)) + '\n\n')
    folder, _ = files
    argv = ['evaluate', '--pred', str(folder / 'pred'), '--truth',
            str(folder / 'truth'), '--ignore-label', '0', '--json']
    assert main([*argv, '--class-names', str(names)]) == 0
    named = json.loads(capsys.readouterr().out)
    assert list(named['iou']) == [f'class {k}' for k in range(20)]
    assert named['iou']['class 0'] is None or named['iou']['class 0'] == 0
    assert main([*argv, '--n-classes', '20']) == 0
    counted = json.loads(capsys.readouterr().out)
    assert list(counted['iou'].values()) == list(named['iou'].values())
    assert list(counted['iou'])[:2] == ['0', '1']


def test_chainer_is_not_loaded(files):
    folder, _ = files
    code = ('import sys; from fashionseg.commands.main import main; '
            f'assert main(["evaluate", "--pred", "{folder}/pred", "--truth", '
            f'"{folder}/truth"]) == 0; '
            'assert not {"chainer", "cv2"} & set(sys.modules)')
    subprocess.run([sys.executable, '-c', code], check=True, stdout=subprocess.PIPE)
