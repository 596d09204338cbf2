"""Files that somebody made to do harm: one line, status 2, and nothing else happens.

Each case puts one such file in the place of a good one and calls the command that
reads it, with a bound on memory. Nothing may be executed, and nothing may change but
the folder that the command was told to write.
"""

import contextlib
import json
import os
import resource
import shutil
import signal

import numpy as np
from PIL import Image
import pytest
import scipy.io

from fashionseg.commands.main import main
from fashionseg.configurations import PROFILES
from fashionseg.datasets import PreparedDataset
from fashionseg.files import read_tensors, write_tensors
from fashionseg.training import GuidedTrainChain
from tests.commands_tests import hostile_files as hostile
from tests.commands_tests.killed_run import make_cheap
from tests.datasets_tests.modanet_files import make_content, write_lmdb
from tests.figures_tests.conftest import write_run
from tests.tables_tests.made_up_results import write_all_background, write_timing

MEMORY = 1 << 30  # bytes that a command may take beside what the tests have
FOLDER = object()  # in the place of a file

SEED0 = 'train/generated/quick/H/seed0'
RESULTS = 'results/generated/quick'
PREDICT = 'predict photos --weights run --out new --engine chainer --kernels chainer'
TRAIN = 'train H --data data --out train --engine chainer'
SCORE = 'evaluate --pred pred --truth truth'
MODANET = ('prepare modanet --out new --n-eval 1 --n-train 1 --least-instances 0 '
           '--modanet-json coco.json --modanet-photos')
CCP = 'prepare ccp --out new --ccp-root ccp --n-eval 1'
REPORT = ('report --data data --out results --no-photos --costs costs --measurements '
          'questions --kernels chainer --file new.html')

# What a file is called here, where it is, and the command that reads it.
FILES = {
    'weights': ('run/best.safetensors', PREDICT),
    'snapshot': (f'{SEED0}/snapshot_iter_5.safetensors', TRAIN),
    'label array': ('pred/a.npy', SCORE),
    'label picture': ('pred/b.png', SCORE),
    'index': ('data/generated-quick/index.json', TRAIN),
    'annotations': ('coco.json', f'{MODANET} photos'),
    'data base of photos': ('photos.lmdb/data.mdb', f'{MODANET} photos.lmdb'),
    'list of tags': ('ccp/label_list.mat', CCP),
    'map of tags': ('ccp/annotations/pixel-level/0001.mat', CCP),
    'result': (f'{RESULTS}/A/seed0/result.json', 'claims --out results'),
    'times of a profile': (f'{RESULTS}/timing.json', 'claims --out results'),
    'scores of nothing': (f'{RESULTS}/all_background.json', 'claims --out results'),
    'log': (f'{RESULTS}/B/seed0/log', REPORT),
    'costs': ('costs/costs.json', REPORT),
    'times of networks': ('costs/times.json', REPORT),
    'measurement': ('questions/scores.json', 'questions --measurements questions '
                    '--page new.md'),
}
# What the line names where it is not the file.
SHORT = {'label array': 'pred', 'label picture': 'pred', 'index': 'generated-quick',
         'data base of photos': 'photos.lmdb'}
# What no reader may trip over, from the place of the marker to the content.
ANY = {
    'empty': lambda marker: b'',
    'folder': lambda marker: FOLDER,
    'pickle': hostile.pickled,
    'array of objects': hostile.npy_of_objects,
    'archive of objects': hostile.npz_of_objects,
    'archive bomb': lambda marker: hostile.npz_bomb(),
    'archive with other places': lambda marker: hostile.zip_with_names(
        '../../executed', '/tmp/executed'),
    'nested JSON': lambda marker: hostile.nested().encode(),
    'zeros': lambda marker: bytes(4096),
}


def _text(change):
    """A JSON file with a change; a text takes the place of the whole."""
    def make(path):
        if isinstance(change, str):
            return change.encode()
        content = json.loads(path.read_text())
        change(content)
        return json.dumps(content).encode()
    return make


def _photo(**changes):
    return _text(lambda index: index['photos'][0].update(changes))


def _polygon(corners):
    return _text(lambda coco: coco['annotations'][0].update(segmentation=corners))


def _image(**changes):
    return _text(lambda coco: coco['images'][0].update(changes))


def _header(header, body=b'', **options):
    return lambda path: hostile.tensors(header, body, **options)


def _record(change):
    """Weights or a snapshot whose record is another, with the digest of it."""
    def make(path):
        arrays, texts = read_tensors(path)
        record = change if isinstance(change, str) else json.loads(texts['record'])
        if not isinstance(change, str):
            change(record)
            record = json.dumps(record)
        return _written(path, arrays, {**texts, 'record': record})
    return make


def _sizes(**changes):
    return _record(lambda record: record['settings']['profile'].update(changes))


def _array(words, change):
    """One with the first array changed whose name has these words; None is gone."""
    def make(path):
        arrays, texts = read_tensors(path)
        name = min(name for name in arrays if words in name)
        array = change(arrays.pop(name))
        return _written(path, arrays if array is None else {**arrays, name: array},
                        texts)
    return make


def _without(*words):
    def make(path):
        arrays, texts = read_tensors(path)
        return _written(path, {name: array for name, array in arrays.items()
                               if not any(word in name for word in words)}, texts)
    return make


def _texts(**changes):
    def make(path):
        arrays, texts = read_tensors(path)
        return _written(path, arrays, {**texts, **changes})
    return make


def _state(name, text):
    def make(path):
        arrays, texts = read_tensors(path)
        state = {**json.loads(texts['texts']), name: text}
        return _written(path, arrays, {**texts, 'texts': json.dumps(state)})
    return make


def _written(path, arrays, texts):
    other = path.with_name('other')
    write_tensors(other, arrays, {k: v for k, v in texts.items() if k != 'sha256'})
    content = other.read_bytes()
    other.unlink()
    return content


def _mat(**arrays):
    def make(path):
        scipy.io.savemat(path, arrays)
        return path.read_bytes()
    return make


TERABYTES = {'a': {'dtype': 'F32', 'shape': [1 << 20, 1 << 20],
                   'data_offsets': [0, 1 << 42]}}
TWICE = ('{"__metadata__":{"sha256":"%s"},"a":{"dtype":"U8","shape":[1],"data_offsets":'
         '[0,1]},"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}' % hostile.BLANK)
INT8 = {'dtype': 'U8', 'shape': [8], 'data_offsets': [0, 8]}
SAFETENSORS = [
    ('header longer than the file', lambda path: b'\xff' * 6 + bytes(2) + b'{}'),
    ('header of 2^63 bytes', lambda path: bytes(7) + b'\x80' + b'{}'),
    ('header that claims terabytes', _header(TERABYTES)),
    ('header with a name twice', _header(TWICE, bytes(2))),
    ('header with arrays over each other', _header({'a': INT8, 'b': INT8}, bytes(8))),
    ('header nested deeply', _header({'a': json.loads(hostile.nested(900))})),
    ('header of another digest', _header({'a': INT8}, bytes(8), sha256='0' * 64)),
    ('array of another kind of number', _header(
        {'a': {'dtype': 'BF16', 'shape': [4], 'data_offsets': [0, 8]}}, bytes(8))),
    ('no format', _header({'a': INT8}, bytes(8))),
    ('format of a number without end', _texts(
        format='fashionseg weights ' + '9' * 9999)),
    ('record nested deeply', _record(hostile.nested())),
    ('record that is a list', _record('[]')),
    ('record with a name twice', _record('{"seed": 1, "seed": 2}')),
]
# Name of the file in FILES, what is wrong with it, how it is made from the good one,
# and words of the line.
CASES = [
    *(('weights', *case, 'run/best.safetensors') for case in SAFETENSORS),
    *(('snapshot', *case, 'snapshot_iter_5.safetensors') for case in SAFETENSORS),
    ('weights', 'a network of terabytes', _sizes(width=1e5), 'describes no network'),
    ('weights', 'a network twice as wide', _sizes(width=2), 'describes no network'),
    ('weights', 'a width that is none', _sizes(width=float('nan')), 'no network'),
    ('weights', 'a width of text', _sizes(width='wide'), 'describes no network'),
    ('weights', 'endless blocks', _sizes(n_middle=10 ** 9), 'describes no network'),
    ('weights', 'unknown metrics', _record(
        lambda record: record['settings'].update(connectivity=5)), 'no network'),
    ('weights', 'one number for many', _array('/b', lambda a: a[:1]), 'float32 (1,)'),
    ('weights', 'a number for an array', _array('/b', lambda a: a[0]), 'float32 ()'),
    ('weights', 'doubles', _array('/W', np.float64), 'float64'),
    ('weights', 'whole numbers', _array('/W', np.int32), 'int32'),
    ('weights', 'no numbers', _array('/W', lambda a: a * np.nan), 'no numbers'),
    ('weights', 'a weight less', _array('/W', lambda a: None), 'nothing instead of'),
    ('snapshot', 'one number for many', _array('layer/b', lambda a: a[:1]), '(1,)'),
    ('snapshot', 'a number for an array', _array('layer/b', lambda a: a[0]), '()'),
    ('snapshot', 'doubles', _array('layer/W', np.float64), 'float64'),
    ('snapshot', 'weights that are none', _array(
        'model:main/net/layer/W', lambda a: a * np.nan), 'is not finite'),
    ('snapshot', 'statistics that are none', _array(
        'norm/avg_var', lambda a: a + np.inf), 'is not finite'),
    ('snapshot', 'a moment for all weights', _array('layer/W/m', lambda a: a[:1, :1]),
     'm of /net/layer/W is float32 (1, 1, 1, 1)'),
    ('snapshot', 'one moment of two', _array('layer/W/m', lambda a: None),
     'layer/W/v is unknown'),
    ('snapshot', 'no moments', _without('layer/W/m', 'layer/W/v'),
     'the moments of /net/layer/W are missing'),
    ('snapshot', 'updates before the first', _array('layer/W/t', lambda a: -a),
     'was updated -5 times'),
    ('snapshot', 'two iterations', _array(
        'updater/iteration', lambda a: np.array([a, a])), 'is one number'),
    ('snapshot', 'a random stream behind its end', _array(
        'numpy_position', lambda a: a + 10 ** 6), 'the random stream has no place'),
    ('snapshot', 'texts that are a list', _texts(texts='[]'), 'another version'),
    ('snapshot', 'rows that are none', _state('extensions/Log/_log', '[5]'),
     'another version'),
    ('snapshot', 'rows nested deeply', _state(
        'extensions/Log/_log', hostile.nested()), 'another version'),
    ('snapshot', 'a text for weights', _state(
        'updater/model:main/net/layer/W', 'x'), 'is a text'),

    ('label array', 'a claim of terabytes', lambda path: hostile.npy_header(
        (1 << 20, 1 << 20), '<i8'), 'pred/a.npy cannot be read'),
    ('label array', 'a claim beyond all memory', lambda path: hostile.npy_header(
        (1 << 40, 1 << 40), '<i8'), 'pred/a.npy cannot be read'),
    ('label array', 'a header without end', lambda path: (
        b'\x93NUMPY\x02\0\xff\xff\xff\x7f'), 'pred/a.npy cannot be read'),
    ('label array', 'one label for all', lambda path: hostile.npy(
        np.zeros((1, 1), int)), 'shape (4, 5) but prediction (1, 1)'),
    ('label array', 'a row for all', lambda path: hostile.npy(
        np.zeros(5, int)), 'holds int64 (5,)'),
    ('label array', 'a number', lambda path: hostile.npy(3), 'holds int64 ()'),
    ('label array', 'no numbers', lambda path: hostile.npy(
        np.full((4, 5), np.nan)), 'holds float64 (4, 5)'),
    ('label array', 'labels below 0', lambda path: hostile.npy(
        np.full((4, 5), -1)), 'pred/a.npy'),
    ('label array', 'labels without end', lambda path: hostile.npy(
        np.full((4, 5), 2 ** 63, np.uint64)), 'pred/a.npy'),
    ('label picture', 'a picture bomb', lambda path: hostile.png_bomb(), 'pred/b.png'),

    ('index', 'a photo above the folder', _photo(photo='../../x.png'),
     "'../../x.png' does not lie in this folder"),
    ('index', 'a photo elsewhere', _photo(photo='/etc/passwd'), 'does not lie in'),
    ('index', 'a name cut by a zero', _photo(label='labels/a\0.png'),
     'does not lie in'),
    ('index', 'a photo that is a number', _photo(photo=0), 'index.json is damaged'),
    ('index', 'an id that is a list', _photo(id=[1]), 'its id is no text'),
    ('index', 'another part', _photo(split='test'), "there is no split 'test'"),
    ('index', 'less than no pixels', _photo(pixels={'1': -5}), 'no whole number'),
    ('index', 'pixels in words', _photo(pixels={'1': 'many'}), 'no whole number'),
    ('index', 'a number without end', _text('{"format": %s}' % ('9' * 9999)), 'digits'),
    ('index', 'a name twice', _text('{"format": 1, "format": 2}'), 'stands twice'),
    ('index', 'half a character', _text('{"format": "\\ud800"}'), 'surrogates'),
    ('index', 'photos that are none', _text(lambda index: index.update(photos=5)),
     'not an index of this version'),

    ('annotations', 'a photo above the folder', _image(file_name='../../executed.jpg'),
     'leads out of the folder'),
    ('annotations', 'a photo elsewhere', _image(file_name='/etc/passwd'), 'leads out'),
    ('annotations', 'a number that leads elsewhere', _image(id='../../x'), 'leads out'),
    ('annotations', 'a photo of terabytes', _image(width=10 ** 6, height=10 ** 6),
     '1000000 x 1000000'),
    ('annotations', 'a photo without end', _image(width=float('inf')), 'OverflowError'),
    ('annotations', 'a photo that is a list', _image(id=[1]), 'is no number'),
    ('annotations', 'runs of terabytes', _polygon(
        {'size': [12, 10], 'counts': [10 ** 13]}), 'run-length code'),
    ('annotations', 'runs without end', _polygon(
        {'size': [12, 10], 'counts': 'o' * 10 ** 6}), 'run-length code'),
    ('annotations', 'an outline without end', _polygon([[0, 0, 99, 0, 0, 99] * 20_000]),
     'outline is longer'),
    ('annotations', 'corners that are none', _polygon([[float('nan')] * 8]), 'outside'),
    ('annotations', 'corners nested deeply', _polygon([json.loads(hostile.nested(90))]),
     'lists of numbers'),
    ('annotations', 'a name twice', _text('{"images": [], "images": []}'), 'twice'),

    ('list of tags', 'cells in cells', lambda path: hostile.mat_of_cells(30_000),
     'label_list.mat is damaged'),
    ('list of tags', 'a bomb', lambda path: hostile.mat_bomb(),
     'label_list.mat is damaged'),
    ('map of tags', 'a bomb', lambda path: hostile.mat_bomb(), '0001.mat is damaged'),
    ('map of tags', 'one tag for all', _mat(groundtruth=np.uint8([[1]])), '1 x 1'),
    ('map of tags', 'no numbers', _mat(groundtruth=np.full((4, 5), np.nan)), 'no map'),
    ('map of tags', 'tags below 0', _mat(groundtruth=np.full((4, 5), -1, np.int8)),
     'tag number'),

    ('result', 'a name twice', _text('{"seed": 0, "seed": 1}'), 'stands twice'),
    ('result', 'scores above all', _text(
        lambda result: result['best']['miou'].update(miou=1e308)), 'result.json'),
    ('result', 'scores that are none', _text(
        lambda result: result['best']['miou'].update(miou=float('nan'))),
     'result.json'),
    ('result', 'a run without end', _text(
        lambda result: result.update(seconds=float('inf'))), "'seconds' is no time"),
    ('result', 'another run', _text(lambda result: result.update(seed=7)), 'says seed'),
    ('result', 'half a character', _text(
        lambda result: result.update(command='\ud800')), 'result.json is damaged'),
    ('times of a profile', 'a commit that is none', _text(
        lambda times: times.update(commit=None)), 'timing.json is damaged'),
    ('scores of nothing', 'a hash that is none', _text(
        lambda scores: scores.update(data_hash=True)), 'all_background.json'),
    ('costs', 'parameters without end', _text(
        lambda costs: costs['rows']['H'].update(n_param=float('inf'))), 'costs.json'),
    ('times of networks', 'a time without end', _text(
        lambda times: times['rows']['H'].update(inference_ms=float('inf'))),
     'times.json is damaged'),
    ('log', 'rows that are none', _text('[5]'), 'log is damaged'),
    ('measurement', 'scores in words', _text(
        lambda measured: measured['rows'][0]['readings'].update(chosen='x')),
     'cannot be read from scores.json'),
]
CASES += [(file, what, (lambda make: lambda path: make(_marker(path)))(make),
           SHORT.get(file, os.path.basename(FILES[file][0])))
          for file in FILES for what, make in ANY.items()]
# A report shows the rest, names what it leaves out, and ends with 1.
OTHER_STATUS = {'log': 1, 'costs': 1, 'times of networks': 1}


def _marker(path):
    """The place that is made where a file is executed: the root of the case."""
    root = next(parent for parent in path.parents if (parent / 'outside').is_dir())
    return root / 'executed'


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setitem(PROFILES, 'quick', PROFILES['quick'])  # put back at the end
    make_cheap(monkeypatch.setattr)


@pytest.fixture(scope='module')
def good(tmp_path_factory, prepared):
    """A folder with a good file of each kind."""
    root = tmp_path_factory.mktemp('good')
    shutil.copytree(prepared, root / 'data')
    data_hash = PreparedDataset(str(root / 'data/generated-quick'), 'eval').data_hash
    for folder in ('outside', 'photos', 'pred', 'truth', 'ccp/photos', 'questions',
                   'ccp/annotations/pixel-level', f'{RESULTS}/B/seed0'):
        (root / folder).mkdir(parents=True)
    write_run(root / 'runs', 'H', data_hash).parent.rename(root / 'run')
    write_run(root / 'results', 'A', data_hash)
    write_timing(root / 'results', {'A': (30, 8), 'H': (20, 4)})
    write_all_background(root / 'results', data_hash)
    costs = os.path.join(os.path.dirname(__file__), '../../data/results/costs')
    shutil.copytree(costs, root / 'costs')
    (root / 'questions/scores.json').write_text(json.dumps({
        'kind': 'scores', 'command': '', 'commit': '', 'dataset': 'generated',
        'n_photo': 2, 'rows': [{'configuration': 'A', 'readings': dict.fromkeys(
            ('chosen', 'connectivity', 'absent', 'pooled', 'photo_mean',
             'no_background', 'own_size'), {'miou': .5, 'miou_plus': .4})}]}))
    label = np.zeros((4, 5), np.uint8)
    for name in ('truth/a', 'truth/b', 'pred/b'):
        (root / f'{name}.png').write_bytes(hostile.png(label))
    (root / 'pred/a.npy').write_bytes(hostile.npy(label))
    coco = make_content()
    coco['images'].append({**coco['images'][0], 'id': 8, 'file_name': '0000008.jpg'})
    (root / 'coco.json').write_text(json.dumps(coco))
    for k in (7, 8):
        Image.new('RGB', (10, 12)).save(root / f'photos/{k:07d}.jpg')
    write_lmdb(root / 'photos.lmdb', {
        b'%d' % k: (root / f'photos/{k:07d}.jpg').read_bytes() for k in (7, 8)})
    tags = np.empty((1, 2), object)
    tags[0] = [np.array(['null']), np.array(['purse'])]
    scipy.io.savemat(root / 'ccp/label_list.mat', {'label_list': tags})
    for k in (1, 2):
        Image.new('RGB', (5, 4)).save(root / f'ccp/photos/000{k}.jpg')
        scipy.io.savemat(root / f'ccp/annotations/pixel-level/000{k}.mat',
                         {'groundtruth': label})
    _stop_a_run(root)
    return root


def _stop_a_run(root):
    """Leaves one snapshot, of a run that was stopped in its fifth step."""
    forward, count = GuidedTrainChain.forward, []

    def stop(*args, **kwargs):
        count.append(1)
        if len(count) == 5:
            signal.raise_signal(signal.SIGTERM)
        return forward(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PROFILES, 'quick', PROFILES['quick'])
        make_cheap(patch.setattr)
        patch.setattr(GuidedTrainChain, 'forward', stop)
        patch.chdir(root)
        assert main(TRAIN.split()) == 143
    (root / SEED0 / 'snapshot_iter_4.safetensors').unlink()


@contextlib.contextmanager
def little_memory():
    """Lets this process take one GiB more, and no more."""
    with open('/proc/self/statm') as file:
        taken = int(file.read().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _files(root):
    """What must not change: all but what commands are told to write."""
    return {path.relative_to(root): path.read_bytes() if path.is_file() else None
            for path in root.rglob('*')
            if not path.relative_to(root).parts[0].startswith(('new', '.prepare-new'))
            and path.name != 'lock'}


@pytest.fixture
def world(good, tmp_path, monkeypatch):
    root = tmp_path / 'world'
    shutil.copytree(good, root)
    monkeypatch.chdir(root)
    return root


def _put(path, content):
    path.unlink(missing_ok=True)
    if content is FOLDER:
        path.mkdir()
    else:
        path.write_bytes(content)


def test_good_files_are_read(world, capsys):
    """The other cases fail for their file and for nothing else."""
    for command in dict.fromkeys(command for _, command in FILES.values()):
        shutil.rmtree('new', ignore_errors=True)
        assert main(command.split()) == 0, (command, capsys.readouterr())


@pytest.mark.parametrize(
    'file, make, words', [(file, make, words) for file, _, make, words in CASES],
    ids=[f'{file}: {what}' for file, what, _, _ in CASES])
def test_one_line_and_nothing_else(world, capsys, file, make, words):
    path, command = FILES[file]
    _put(world / path, make(world / path))
    before, status = _files(world), OTHER_STATUS.get(file, 2)
    with little_memory():
        assert main(command.split()) == status
    err = capsys.readouterr().err
    lines = [line for line in err.splitlines() if not line.startswith('note: ')]
    assert len(lines) == 1 and words in lines[0], err
    assert lines[0].startswith('error: ' if status == 2 else 'warning: '), err
    assert not (world / 'executed').exists()
    assert _files(world) == before


def test_among_many_photos(world, capsys):
    """What is no photo is named and passed over; nothing is written elsewhere."""
    outside, marker = world / 'outside', world / 'executed'
    (outside / 'victim.png').write_bytes(b'as it was')
    bad = {'bomb.png': hostile.png_bomb(), 'pickle.jpg': hostile.pickled(marker),
           'objects.png': hostile.npy_of_objects(marker), 'empty.jpg': b'',
           'zip.gif': hostile.zip_with_names('../../executed'),
           'zeros.tif': bytes(4096), 'two\nlines.png': b'x',
           '..png': b'x'}  # hidden: passed over without a word
    for name, content in bad.items():
        (world / 'photos' / name).write_bytes(content)
    (world / 'photos/none.jpg').symlink_to('/nowhere')
    (world / 'photos/round.jpg').symlink_to('round.jpg')
    (world / 'photos/device.png').symlink_to('/dev/zero')
    (world / 'photos/folder.jpg').mkdir()
    # In the place of a result lies a link to somebody else's file.
    (world / 'new').mkdir()
    (world / 'new/0000007.png').symlink_to(outside / 'victim.png')
    before = _files(world)
    with little_memory():
        assert main(PREDICT.split()) == 1
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if line.startswith('skipped: ')]
    assert len(lines) == len(err.splitlines()) == len(bad) - 1 + 2
    for name in ('bomb.png', 'pickle.jpg', 'objects.png', 'empty.jpg', 'zip.gif',
                 'zeros.tif', 'two lines.png', 'none.jpg', 'round.jpg'):
        assert sum(name in line for line in lines) == 1
    assert '2 photos labelled, 9 skipped' in out
    assert (outside / 'victim.png').read_bytes() == b'as it was'
    with Image.open(world / 'new/0000007.png') as label:
        assert label.size == (10, 12)
    assert _files(world) == before and not marker.exists()


def test_a_journal_that_names_other_files(world):
    """What is said to be written already is looked for in its own place alone."""
    command = 'prepare generated --out new --n-train 1 --n-eval 1'
    assert main(command.split()) == 0
    whole = {path.name: path.read_bytes() for path in (world / 'new').rglob('*.*')}
    index = json.loads((world / 'new/index.json').read_text())
    unfinished = world / '.prepare-new'
    (unfinished / 'data').mkdir(parents=True)
    (unfinished / 'request.json').write_text(json.dumps(
        {'dataset': 'generated', 'source': index['source']}))
    entry = {key: value for key, value in index['photos'][0].items() if key != 'split'}
    for kind in ('photo', 'label'):
        stolen = world / 'outside' / os.path.basename(entry[kind])
        shutil.copy(world / 'new' / entry[kind], stolen)
        entry[kind] = os.path.relpath(stolen, unfinished / 'data')
    (unfinished / 'journal.jsonl').write_text('\n'.join([
        '[5]', '{"id": [1]}', hostile.nested(), '{"id": "0000002", "photo": 0}',
        json.dumps(entry)]))
    shutil.rmtree(world / 'new')
    before = _files(world)
    assert main(command.split()) == 0
    assert {path.name: path.read_bytes()
            for path in (world / 'new').rglob('*.*')} == whole
    assert _files(world) == before


def test_a_report_executes_nothing(world):
    """What results say of themselves is text on the page."""
    harm = '</script><script>alert(1)</script><img src=x onerror=alert(1)>'
    path = world / RESULTS / 'A/seed0/result.json'
    path.write_text(json.dumps({**json.loads(path.read_text()), 'command': harm,
                                'commit': harm}))
    assert main(REPORT.split()) == 0
    page = (world / 'new.html').read_text()
    assert '<script>alert' not in page and '<img src=x' not in page
    assert 'alert(1)' in page
