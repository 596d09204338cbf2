"""Command lines and files that are wrong: one line that names the mend, status 2."""

import numpy as np
from PIL import Image
import pytest
from tests.figures_tests.conftest import write_run

from fashionseg.commands.main import main
from fashionseg.configurations import PROFILES
from fashionseg.datasets import PreparedDataset
from fashionseg.files import write_json


@pytest.fixture(scope='module')
def folder(tmp_path_factory, prepared):
    """A folder with good and bad files of every sort, which no case may change."""
    root = tmp_path_factory.mktemp('bad input')
    label = np.zeros((4, 5), np.uint8)
    for name, content in {'truth/a.png': label, 'truth/b.png': label,
                          'pred/a.png': label, 'pred/b.png': label,
                          'fewer/a.png': label, 'more/a.png': label,
                          'more/b.png': label, 'more/c.png': label,
                          'sizes/a.png': label.T, 'sizes/b.png': label,
                          'values/a.png': label + 14, 'values/b.png': label,
                          'colours/a.png': label[..., None].repeat(3, 2),
                          'colours/b.png': label, 'photos/a.png': label}.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(np.ascontiguousarray(content)).save(path)
    for name, text in {'text.jpg': 'x', 'empty.jpg': '', 'names.txt': 'one\ntwo\n',
                       'none.txt': '\n', 'broken.json': '{', 'list.json': '[]',
                       'word.json': '"images"', 'bad/a.jpg': 'x', 'bad/b.png': '',
                       'damaged/index.json': '{', 'sentence.safetensors': 'x',
                       'results/generated/quick/A/seed0/result.json': '{',
                       'pointer.json': 'version https://git-lfs.github.com/spec/v1\n'
                       'oid sha256:b8a3fd0d\nsize 105924292\n',
                       'twice.txt': 'one\none\n'}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (root / 'latin.txt').write_bytes(b'\xff\xfe\xff')
    (root / 'nothing').mkdir()
    data_hash = PreparedDataset(str(prepared / 'generated-quick'), 'eval').data_hash
    write_run(root / 'runs', 'H', data_hash).parent.rename(root / 'run')
    write_json(
        root / 'modanet.json', {'images': [], 'annotations': [], 'categories': []})
    return root


# A command line as one text, and words that its line must hold. Paths are below the
# folder above; PREPARED stands for a folder with generated-quick.
PREDICT = 'predict photos --weights run --out new'
SCORE = 'evaluate --truth truth --pred'
TRAIN = 'train H --data PREPARED --out new'
MODANET = 'prepare modanet --out new --modanet-photos photos --modanet-json'
CASES = [
    # What is typed first.
    ('', 'required: COMMAND; see fashionseg --help'),
    ('pred photos', 'did you mean predict?'),
    ('Train A', 'did you mean train?'),
    ('evalute', 'did you mean evaluate?'),
    ('xyz', 'see fashionseg --help'),
    ('--quiet predict', 'see fashionseg --help'),
    ('reproduse', 'did you mean reproduce?'),
    # Options.
    ('train A --seeds 1', 'did you mean --seed?'),
    ('train A --learning_rate 1', 'did you mean --learning-rate?'),
    ('train A --epochs', '--epochs: expected one argument; see'),
    ('train A --epochs ten', "'ten' is not a whole number from 1 up"),
    ('train A --epochs 0', "'0' is not a whole number from 1 up"),
    ('train A --epochs -1', "'-1' is not a whole number from 1 up"),
    ('train A --epochs=1e3', "'1e3' is not a whole number"),
    ('train A --batch-size 2.5', "'2.5' is not a whole number"),
    ('train A --learning-rate nan', "'nan' is not a number above 0"),
    ('train A --learning-rate inf', "'inf' is not a number above 0"),
    ('train A --workers 99999', 'from 0 to 1024'),
    ('train A --threads 0', 'from 1 to 1024'),
    ('train A --seed 4294967296', 'from 0 to 4294967295'),
    ('train A --seed 1_0x', 'is not a whole number'),
    ('train A --keep 0', "'0' is not a whole number from 1 up"),
    ('train A --snapshot-minutes nan', "'nan' is not a number from 0 up"),
    ('train A --snapshot-minutes -1', "'-1' is not a number from 0 up"),
    ('train A --resume', 'unrecognized arguments: --resume'),
    ('train A --decay never', 'beta2'),
    ('train A --connectivity six', 'invalid int value'),
    ('train A --precision float64', 'did you mean float16?'),
    ('train A --profile huge', 'see fashionseg train --help'),
    ('train A B', 'unrecognized arguments: B'),
    ('train', 'required: CONFIGURATION'),
    ('train I', 'choose from'),
    ('train a', 'did you mean A?'),
    ('train A --variant resnet50', 'variants of A: none'),
    ('train unet --variant resnet50', 'variants of unet: unet64, unet32'),
    # Training.
    (f'{TRAIN} --devices gpu', 'give cpu, or GPU numbers with commas'),
    (f'{TRAIN} --devices 0,0', 'a GPU is named twice'),
    (f'{TRAIN} --devices 99', '--devices cpu'),
    (f'{TRAIN} --devices -1', 'use --devices cpu'),
    (f'{TRAIN} --precision float16 --kernels numpy', '--kernels aten'),
    (f'{TRAIN} --tf32 --kernels numpy', '--kernels aten'),
    (f'{TRAIN} --dataset ccp', 'give --ccp-root'),
    (f'{TRAIN} --dataset ccp --ccp-root nowhere', 'give --ccp-root a git clone'),
    (f'{TRAIN} --dataset modanet', 'give --modanet-json and --modanet-photos'),
    (f'{TRAIN} --dataset modanet --modanet-json broken.json', '--modanet-photos'),
    ('train H --data PREPARED --out text.jpg', 'give another path'),
    ('train H --data text.jpg --out new', 'text.jpg'),
    # Weights.
    ('export --out new/net.onnx', 'required: --weights'),
    ('predict photos --weights nowhere --out new', 'nowhere'),
    ('predict photos --weights nothing --out new', 'name the folder of a run'),
    ('predict photos --weights sentence.safetensors --out new', 'another run'),
    ('predict photos --weights text.jpg --out new', 'name the folder of'),
    ('evaluate --weights run --data nothing', 'name its folder with --data'),
    ('evaluate --weights nowhere', 'nowhere'),
    ('export --weights nowhere --out new.onnx', 'nowhere|not installed'),
    ('export --weights run --out nothing', 'name a file such as|not installed'),
    ('export --weights run', 'required: --out'),
    ('export run --out new.onnx', 'required: --weights'),
    ('export --weights run --out new.onnx --n-photos 0', 'from 1 up'),
    ('export --weights run --out new.onnx --photos nothing', 'no photo|not installed'),
    # Photos.
    ('predict --weights run --out new', 'required: PHOTO'),
    ('predict photos --weights run', 'required: --out'),
    ('predict nowhere.jpg --weights run --out new', 'name photos or folders'),
    ('predict nothing --weights run --out new', 'name another folder'),
    ('predict photos nowhere --weights run --out new', 'name photos or folders'),
    ('predict photos/a.png --weights run --out photos', 'give another folder'),
    ('predict photos --weights run --out photos', 'name another folder'),
    ('predict photos --weights run --out text.jpg', 'give another path'),
    ('predict photos --weights run --out new --json a.jpg', '.json'),
    (f'{PREDICT} --json text.jpg', 'does not end with .json'),
    (f'{PREDICT} --engine tensorrt', 'openvino'),
    (f'{PREDICT} --engine ONNX', 'did you mean onnxruntime?'),
    (f'{PREDICT} --precision bfloat16 --engine onnxruntime', '--engine'),
    (f'{PREDICT} --precision bfloat16 --engine chainer', 'openvino'),
    (f'{PREDICT} --precision float16', 'bfloat16'),
    (f'{PREDICT} --threads many', 'is not a whole number'),
    (f'{PREDICT} --overlay', 'see fashionseg predict --help'),
    # Labels of other programs.
    ('evaluate', 'give --weights for a run, or --pred and --truth'),
    ('evaluate run', 'unrecognized arguments: run'),
    ('evaluate --pred pred', '--pred and --truth'),
    ('evaluate --truth truth', '--pred and --truth'),
    ('evaluate --weights run --pred pred --truth truth', 'leave one of them out'),
    ('evaluate --weights run --n-classes 3', '--n-classes is for label files'),
    (f'{SCORE} nowhere', 'nowhere is no folder; name one with labels'),
    (f'{SCORE} nothing', 'has no labels'),
    (f'{SCORE} pred/a.png', 'is no folder'),
    (f'{SCORE} fewer', 'truth/b.png'),
    (f'{SCORE} more', 'more/c.png'),
    (f'{SCORE} sizes', 'sizes/a.png: truth has shape (4, 5) but prediction (5, 4)'),
    (f'{SCORE} values', 'give another number of classes'),
    (f'{SCORE} colours', 'colours/a.png is a picture of colours'),
    (f'{SCORE} pred --n-classes 0', 'from 1 to 65536'),
    (f'{SCORE} pred --n-classes 3 --class-names names.txt', 'be 3 different names'),
    (f'{SCORE} pred --class-names nowhere.txt', 'name a text file'),
    (f'{SCORE} pred --class-names none.txt', 'write a class in each line'),
    (f'{SCORE} pred --class-names latin.txt', 'name a text file'),
    (f'{SCORE} pred --class-names twice.txt', '1 of them different'),
    (f'{SCORE} pred --class-names nothing', 'name a text file'),
    (f'{SCORE} pred --ignore-label x', 'is not a whole number'),
    (f'{SCORE} pred --ignore-label 0', 'nothing but the label to ignore'),
    (f'{SCORE} pred --absent zero', 'left-out'),
    (f'{SCORE} pred --connectivity 5', 'choose from 4, 8'),
    (f'{SCORE} pred --json nothing', 'does not end with .json'),
    (f'{SCORE} pred --json text.jpg/x.json', 'give another path'),
    # Data sets.
    ('prepare', 'required: dataset, --out'),
    ('prepare modanett --out new', 'did you mean modanet?'),
    ('prepare ccp --out new', '--ccp-root'),
    ('prepare ccp --out new --ccp-root nothing', 'nothing'),
    ('prepare ccp --out new --ccp-root text.jpg', 'text.jpg'),
    ('prepare generated --out new --n-train 0', 'from 1 up'),
    ('prepare generated --out new --seed -1', 'from 0 to 4294967295'),
    ('prepare generated --out text.jpg --n-train 1 --n-eval 1', 'text.jpg'),
    ('prepare modanet --out new', '--modanet-json'),
    (f'{MODANET} nowhere.json', 'nowhere.json'),
    (f'{MODANET} broken.json', 'broken.json'),
    (f'{MODANET} list.json', 'list.json'),
    (f'{MODANET} word.json', 'word.json'),
    (f'{MODANET} pointer.json', 'git lfs pull'),
    (f'{MODANET} nothing', 'nothing'),
    (f'{MODANET} modanet.json --most-missing 1.5', 'from 0 to 1'),
    (f'{MODANET} modanet.json --overlap last', 'did you mean last-wins?'),
    ('verify', 'required: dataset, --modanet-json'),
    ('verify ccp --modanet-json broken.json', 'modanet'),
    ('verify modanet --modanet-json nowhere.json', 'nowhere.json'),
    ('verify modanet --modanet-json nothing', 'nothing'),
    ('verify modanet --modanet-json broken.json', 'broken.json'),
    ('verify modanet --modanet-json modanet.json --sheet x.png', '--modanet-photos'),
    ('verify modanet --modanet-json modanet.json --json x.txt', '.json'),
    # Results.
    ('tables --data PREPARED --out nowhere', 'no results in nowhere'),
    ('tables --data nothing --dataset ccp', 'give --ccp-root'),
    ('tables --data PREPARED --out results', 'result.json is damaged'),
    ('claims --out results', 'result.json is damaged'),
    ('claims --results results', 'see fashionseg claims --help'),
    ('claims --json results', 'does not end with .json'),
    ('figures --data PREPARED --out nowhere', 'train first'),
    ('figures --data PREPARED --out results --n-photos 0', 'from 1 up'),
    ('figures --data PREPARED --photos 1 --n-photos 2', 'not allowed with argument'),
    ('questions --measure everything', 'choose from'),
    ('questions --measure scores --data PREPARED --out nowhere', 'nowhere'),
    ('questions --measure epochs --out nowhere', 'nowhere'),
    ('questions --measure overlap --dataset ccp', '--dataset generated'),
    ('questions --measurements text.jpg --page new.md', 'text.jpg'),
    ('costs --rounds 0 --out new', 'from 1 up'),
    ('costs --devices 0,1 --out new', 'GPU 0'),
    ('reproduce --jobs 0 --out new', 'from 1 to 1024'),
    ('reproduce --seeds x --out new', 'is not a whole number'),
    ('reproduce --dataset ccp --data nothing --out new', '--ccp-root'),
    ('bench --only speed --out new', 'give some of'),
    ('bench --rounds 0 --out new', 'from 1 up'),
]


def _files(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob('*')}


@pytest.mark.parametrize('line, words', CASES, ids=[line for line, _ in CASES])
def test_one_line_that_names_the_mend(
        folder, prepared, monkeypatch, capsys, line, words):
    monkeypatch.chdir(folder)
    monkeypatch.setattr('chainer.backends.cuda.available', False)
    monkeypatch.setitem(
        PROFILES, 'quick', PROFILES['quick']._replace(n_train=4, n_eval=2))
    before = _files(folder)
    argv = [word.replace('PREPARED', str(prepared)) for word in line.split()]
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ''
    assert err.startswith('error: ') and err.count('\n') == 1, err
    assert any(word in err for word in words.split('|')), err
    assert _files(folder) == before


def test_bad_photos_alone_are_named_one_by_one(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    assert main(['predict', 'bad', 'text.jpg', '--weights', 'run', '--out',
                 str(tmp_path / 'new'), '--engine', 'chainer', '--kernels',
                 'chainer']) == 2
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == '' and len(lines) == 4
    assert all(line.startswith('skipped: ') for line in lines[:3])
    assert lines[3].startswith('error: none of the 3 photos could be labelled')


def test_there_are_a_hundred():
    assert len(CASES) == len(set(CASES)) > 100
