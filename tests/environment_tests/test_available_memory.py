"""Memory that the machine and its control groups leave."""

import pytest

from fashionseg.environment.available_memory import available_memory

GIB = 2 ** 30


@pytest.fixture
def machine(tmp_path):
    """Writes files of a made-up machine with 8 GiB to give; returns its root."""
    def write(files):
        for name, text in {'proc/meminfo': (
                'MemTotal:       16777216 kB\nMemFree:         1048576 kB\n'
                'MemAvailable:    8388608 kB\n'), **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return str(tmp_path)
    return write


def _group(version, limit, usage, inactive=0, active=0):
    names = {1: ('limit_in_bytes', 'usage_in_bytes', 'total_'),
             2: ('max', 'current', '')}
    limit_name, usage_name, total = names[version]
    return {f'memory.{limit_name}': f'{limit}\n', f'memory.{usage_name}': f'{usage}\n',
            'memory.stat': f'anon 5\n{total}inactive_file {inactive}\n'
                           f'{total}active_file {active}\n'}


def _at(folder, files):
    return {f'{folder}/{name}': text for name, text in files.items()}


def test_machine_without_groups(machine):
    assert available_memory(machine({})) == (8 * GIB, 'of the machine')


def test_another_system(tmp_path):
    assert available_memory(str(tmp_path)) is None


def test_version_2_counts_each_group_around_the_process(machine):
    root = machine({
        'proc/self/cgroup': '0::/user/job/step\n',
        # 4 GiB, of which 3 are in use, one of these a copy of files: 2 are free.
        **_at('sys/fs/cgroup/user/job',
              _group(2, 4 * GIB, 3 * GIB, GIB // 2, GIB // 2)),
        **_at('sys/fs/cgroup/user/job/step', _group(2, 'max', 2 * GIB)),
        **_at('sys/fs/cgroup/user', _group(2, 6 * GIB, 3 * GIB))})
    assert available_memory(root) == (
        2 * GIB, f'of the control group {root}/sys/fs/cgroup/user/job')


def test_version_2_in_a_container(machine):
    root = machine({'proc/self/cgroup': '0::/\n',
                    **_at('sys/fs/cgroup', _group(2, GIB, GIB // 4))})
    assert available_memory(root) == (
        3 * GIB // 4, f'of the control group {root}/sys/fs/cgroup')


def test_version_1_whose_path_is_that_of_the_machine_outside(machine):
    root = machine({
        'proc/self/cgroup': '5:cpu,cpuacct:/docker/0a\n4:memory:/docker/0a\n',
        **_at('sys/fs/cgroup/memory', _group(1, 3 * GIB, 2 * GIB, GIB, 0))})
    assert available_memory(root) == (
        2 * GIB, f'of the control group {root}/sys/fs/cgroup/memory')


def test_version_1_without_a_bound(machine):
    # What an unlimited group of version 1 says.
    root = machine({
        'proc/self/cgroup': '4:memory:/\n',
        **_at('sys/fs/cgroup/memory', _group(1, 9223372036854771712, GIB))})
    assert available_memory(root) == (8 * GIB, 'of the machine')


def test_group_that_is_over_its_bound(machine):
    root = machine({'proc/self/cgroup': '0::/\n',
                    **_at('sys/fs/cgroup', _group(2, GIB, 2 * GIB))})
    assert available_memory(root).n_byte == 0
