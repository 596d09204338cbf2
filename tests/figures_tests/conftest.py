"""A small prepared data set, and runs with weights that nobody trained."""

import json
import shutil

from chainer.serializers import DictionarySerializer
import pytest
from tests.tables_tests.made_up_results import write_result

from fashionseg.commands.prepare import prepare
from fashionseg.configurations import PROFILES, Settings, make_net
from fashionseg.datasets import PreparedDataset
from fashionseg.files import write_tensors

TINY = PROFILES['quick']._replace(width=1 / 32, divisor=32, n_middle=1)


def write_run(results, configuration, data_hash, seed=0, profile=TINY):
    """Weights and result.json of one run; returns the weights' path."""
    settings = Settings(configuration, profile, seed)
    path = write_result(results, configuration, seed, data_hash=data_hash,
                        settings=settings.record()).with_name('best.safetensors')
    record = {'configuration': configuration, 'seed': seed,
              'settings': settings.record(), 'data_hash': data_hash}
    serializer = DictionarySerializer()
    serializer.save(make_net(configuration, profile, seed))
    write_tensors(path, serializer.target, {
        'format': 'fashionseg weights 1', 'record': json.dumps(record)})
    return path


@pytest.fixture(scope='session')
def prepared(tmp_path_factory):
    """Folder with generated-quick: 3 photos for evaluation."""
    folder = tmp_path_factory.mktemp('prepared')
    prepare('generated', str(folder / 'generated-quick'), n_train=2, n_eval=3)
    return folder


@pytest.fixture(scope='session')
def held_out(prepared):
    return PreparedDataset(str(prepared / 'generated-quick'), 'eval')


@pytest.fixture(scope='session')
def finished(tmp_path_factory, held_out):
    results = tmp_path_factory.mktemp('finished')
    for configuration in ('A', 'segnet'):
        write_run(results, configuration, held_out.data_hash)
    return results


@pytest.fixture
def results(finished, tmp_path):
    """A copy with A and SegNet that a test may damage."""
    return shutil.copytree(finished, tmp_path / 'results')
