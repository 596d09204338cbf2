"""Files as Linux shows them, old form and new."""

import pytest

from fashionseg.environment.group_limits import group_limits


def _write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _limits(tmp_path, groups, files):
    _write(tmp_path, {'groups': groups, **files})
    return group_limits(str(tmp_path / 'groups'), str(tmp_path / 'root'))


NEW = '0::/batch/job\n'
OLD = '9:name=systemd:/\n4:memory:/batch/job\n1:cpu,cpuacct:/batch/job\n0::/\n'


@pytest.mark.parametrize('groups, files, memory, cores', [
    # The new form: the smallest of the group and those around it.
    (NEW, {'root/batch/job/memory.max': '4294967296\n',
           'root/batch/memory.max': 'max\n',
           'root/batch/job/cpu.max': 'max 100000\n',
           'root/batch/cpu.max': '150000 100000\n'}, 2 ** 32, 1.5),
    (NEW, {'root/batch/job/memory.max': '4294967296\n',
           'root/batch/memory.max': '2147483648\n'}, 2 ** 31, None),
    # In a container the group is the root of what is seen.
    ('0::/\n', {'root/memory.max': '1073741824\n', 'root/cpu.max': '50000 100000\n'},
     2 ** 30, .5),
    # The old form: no limit is a number that no machine has.
    (OLD, {'root/memory/batch/job/memory.limit_in_bytes': '9223372036854771712\n',
           'root/cpu/batch/job/cpu.cfs_quota_us': '-1\n',
           'root/cpu/batch/job/cpu.cfs_period_us': '100000\n'}, None, None),
    (OLD, {'root/memory/batch/memory.limit_in_bytes': '1073741824\n',
           'root/cpu/batch/job/cpu.cfs_quota_us': '300000\n',
           'root/cpu/batch/job/cpu.cfs_period_us': '100000\n'}, 2 ** 30, 3),
    # In an old container the path is the host's and only the root is there.
    (OLD, {'root/memory/memory.limit_in_bytes': '1073741824\n'}, 2 ** 30, None),
    (NEW, {}, None, None)])
def test_limits(tmp_path, groups, files, memory, cores):
    assert _limits(tmp_path, groups, files) == {
        'memory_bytes': memory, 'cores': cores}


def test_other_systems(tmp_path):
    assert group_limits(str(tmp_path / 'none'), str(tmp_path)) == {
        'memory_bytes': None, 'cores': None}
