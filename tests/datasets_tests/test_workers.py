import os

import pytest

from fashionseg.datasets import workers
from fashionseg.datasets.workers import map_in_workers
from fashionseg.errors import UserError


def fail_at_5(number):
    if number == 5:
        raise UserError('photo 5: not readable')
    return number * number, os.getpid()


def die_at_5(number):
    if number == 5:
        os._exit(1)


@pytest.fixture
def pool(monkeypatch):
    monkeypatch.setattr(workers, 'FEWEST_JOBS', 1)


def test_few_jobs_run_here():
    here = os.getpid()
    assert map_in_workers(fail_at_5, [3, 4], 't') == [(9, here), (16, here)]


def test_many_jobs_keep_their_order_elsewhere(pool):
    results = map_in_workers(fail_at_5, [9, 1, 3], 't')
    assert [r[0] for r in results] == [81, 1, 9]
    assert os.getpid() not in {r[1] for r in results}


def test_errors_come_through(pool):
    with pytest.raises(UserError, match='photo 5'):
        map_in_workers(fail_at_5, list(range(20)), 't')


def test_killed_worker_ends_the_map(pool):
    with pytest.raises(UserError, match='drawing: a worker process was killed'):
        map_in_workers(die_at_5, list(range(20)), 'drawing')
