"""Files as Linux shows them, both versions."""

import pytest

from fashionseg.environment.core_limit import core_limit

TOP = 'sys/fs/cgroup'
NEW = '0::/batch/job\n'
OLD = '9:name=systemd:/\n1:cpu,cpuacct:/batch/job\n0::/\n'


@pytest.mark.parametrize('groups, files, cores', [
    (NEW, {'batch/job/cpu.max': 'max 100000\n', 'batch/cpu.max': '150000 100000\n',
           'cpu.max': '200000 100000\n'}, 1.5),
    (NEW, {'batch/job/cpu.max': 'max 100000\n'}, None),
    # In a container the group is the top of what is seen.
    ('0::/\n', {'cpu.max': '50000 100000\n'}, .5),
    (OLD, {'cpu/batch/job/cpu.cfs_quota_us': '-1\n',
           'cpu/batch/job/cpu.cfs_period_us': '100000\n'}, None),
    (OLD, {'cpu/batch/job/cpu.cfs_quota_us': '300000\n',
           'cpu/batch/job/cpu.cfs_period_us': '100000\n'}, 3),
    # In an old container the path is the host's and only the top is there.
    (OLD, {'cpu/cpu.cfs_quota_us': '250000\n', 'cpu/cpu.cfs_period_us': '100000\n'},
     2.5),
    (NEW, {}, None), ('', {}, None)])
def test_bounds(tmp_path, groups, files, cores):
    for name, text in {'proc/self/cgroup': groups, **{
            f'{TOP}/{name}': text for name, text in files.items()}}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert core_limit(str(tmp_path)) == cores


def test_other_systems(tmp_path):
    assert core_limit(str(tmp_path)) is None
