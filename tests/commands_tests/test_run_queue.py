import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

from fashionseg.commands import run_queue as module
from fashionseg.commands.run_queue import run_queue
from fashionseg.errors import UserError

ROOT = pathlib.Path(__file__).parents[2]


def _run(tmp_path, name, code):
    return name, ['-c', code], str(tmp_path / name / 'output.txt')


def _gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_order_output_and_lines(tmp_path):
    code = ('import os, sys, pathlib\n'
            f'with open({str(tmp_path / "order")!r}, "a") as f: f.write({{0!r}})\n'
            'print("first line"); print("best {0}\\n", file=sys.stderr)')
    lines = []
    runs = [_run(tmp_path, name, code.format(name)) for name in 'CAB']
    run_queue(runs, 1, say=lines.append)
    assert (tmp_path / 'order').read_text() == 'CAB'
    assert (tmp_path / 'A' / 'output.txt').read_text().split() == [
        'first', 'line', 'best', 'A']
    assert [line.split(' (')[0] for line in lines] == [
        '[1/3] C: best C', '[2/3] A: best A', '[3/3] B: best B']
    assert 'about 0 min left' in lines[2]


def test_what_a_run_said_before_stays(tmp_path):
    for text in ('first', 'second'):
        run_queue([_run(tmp_path, 'A', f'print("{text}")')], 1, say=lambda line: None)
    assert (tmp_path / 'A' / 'output.txt').read_text() == 'first\nsecond\n'


def test_nothing_to_do():
    run_queue([], 2, say=pytest.fail)


def test_number_of_jobs(tmp_path):
    # Each run waits until the number of runs that it sees is what is allowed.
    code = ('import os, pathlib, time\n'
            f'here = pathlib.Path({str(tmp_path)!r}) / "running"\n'
            'here.mkdir(exist_ok=True)\n'
            'mine = here / str(os.getpid()); mine.touch()\n'
            'end, most = time.monotonic() + 20, 0\n'
            'while most < 2 and time.monotonic() < end:\n'
            '    most = max(most, len(list(here.iterdir()))); time.sleep(.01)\n'
            'time.sleep(.1); most = max(most, len(list(here.iterdir())))\n'
            'mine.unlink(); print(most)')
    runs = [_run(tmp_path, name, code) for name in 'ABCD']
    run_queue(runs, 2, say=lambda line: None)
    most = [pathlib.Path(log).read_text().strip() for _, _, log in runs]
    assert most == ['2'] * 4


def test_each_gpu_has_one_run_at_a_time_and_is_freed_by_a_failure(tmp_path):
    # The third of the first three fails at once; the others wait until all are done
    # that a single GPU can do meanwhile.
    code = ('import pathlib, sys, time\n'
            f'here = pathlib.Path({str(tmp_path)!r})\n'
            'name, option, gpu = sys.argv[1:]\n'
            'assert option == "--devices"\n'
            'busy = here / f"busy{gpu}"; busy.touch(exist_ok=False)\n'
            'end = time.monotonic() + 30\n'
            'while name in "AB" and time.monotonic() < end and not all(\n'
            '        (here / f"done{other}").exists() for other in "CDE"):\n'
            '    time.sleep(.01)\n'
            'busy.unlink(); (here / f"done{name}").touch()\n'
            'print("GPU", gpu); sys.exit(3 if name in "CD" else 0)')
    runs = []
    for name in 'ABCDEF':
        _, argv, log = _run(tmp_path, name, code)
        runs.append((name, [*argv, name], log))
    lines = []
    with pytest.raises(UserError, match='2 of 6 runs failed; the first, C: GPU 7'):
        run_queue(runs, 3, say=lines.append, gpus=['2', '0', '7'])
    gpus = {name: pathlib.Path(log).read_text().split()[-1] for name, _, log in runs}
    assert [gpus[name] for name in 'ABCDE'] == ['2', '0', '7', '7', '7']
    assert gpus['F'] in ('2', '0', '7')
    assert len(lines) == 6


def test_threads_are_shared(tmp_path, monkeypatch):
    monkeypatch.delenv('OMP_NUM_THREADS', raising=False)
    monkeypatch.setattr(module, 'count_cores', lambda: 8)
    code = 'import os; print(os.environ["OMP_NUM_THREADS"])'
    run_queue([_run(tmp_path, 'A', code)], 3, say=lambda line: None)
    assert (tmp_path / 'A' / 'output.txt').read_text() == '2\n'


def test_failure_is_named_and_the_others_finish(tmp_path):
    lines = []
    with pytest.raises(UserError) as error:
        run_queue([
            _run(tmp_path, 'A', 'import sys; print("error: no photo 7; x\\n", '
                                'file=sys.stderr); sys.exit(2)'),
            _run(tmp_path, 'B', 'print("fine")'),
            _run(tmp_path, 'C', 'import os; os._exit(1)')], 1, say=lines.append)
    log = tmp_path / 'A' / 'output.txt'
    assert str(error.value) == ('2 of 3 runs failed; the first, A: no photo 7; x (all '
                                f'of it in {log})')
    assert [line.split(' (')[0] for line in lines] == [
        '[1/3] A: failed', '[2/3] B: fine', '[3/3] C: failed']


def _stop(line):
    raise KeyboardInterrupt


def _stopped_while_running(tmp_path, code):
    """Ctrl-C when B ends, which waits for A's output; A's process id."""
    log = tmp_path / 'A' / 'output.txt'
    quick = ('import pathlib, time\n'
             f'while not pathlib.Path({str(log)!r}).read_text(): time.sleep(.01)')
    with pytest.raises(KeyboardInterrupt):
        run_queue([_run(tmp_path, 'A', code), _run(tmp_path, 'B', quick),
                   _run(tmp_path, 'C', code)], 2, say=_stop)
    assert not (tmp_path / 'C').exists()
    return int(log.read_text())


def test_ctrl_c_leaves_no_child(tmp_path):
    assert _gone(_stopped_while_running(
        tmp_path, 'import os, time; print(os.getpid()); time.sleep(60)'))


def test_child_that_will_not_end_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(module, 'PATIENCE', .2)
    assert _gone(_stopped_while_running(
        tmp_path, 'import os, signal, time; signal.signal(signal.SIGTERM, '
                  'signal.SIG_IGN); print(os.getpid()); time.sleep(60)'))


PARENT = '''
import sys
from fashionseg.commands.run_command import run_command
from fashionseg.commands.run_queue import run_queue
code = 'import os, time; print(os.getpid()); time.sleep(60)'
sys.exit(run_command(run_queue, [('A', ['-c', code], 'output.txt')], 1))
'''


def test_terminated_command_leaves_no_child(tmp_path):
    (tmp_path / 'parent.py').write_text(PARENT.replace("'output.txt'", "sys.argv[1]"))
    log = tmp_path / 'logs' / 'output.txt'
    parent = subprocess.Popen(
        [sys.executable, tmp_path / 'parent.py', log], stderr=subprocess.PIPE,
        text=True, env=dict(os.environ, PYTHONPATH=str(ROOT)))
    while parent.poll() is None and not (log.exists() and log.read_text()):
        time.sleep(.01)
    parent.send_signal(signal.SIGTERM)
    assert parent.communicate()[1] == 'stopped\n'
    assert parent.returncode == 143
    assert _gone(int(log.read_text()))
