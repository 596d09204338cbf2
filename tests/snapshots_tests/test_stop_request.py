"""When Ctrl-C and SIGTERM are obeyed."""

import os
import signal
import threading
import time

import pytest

from fashionseg.errors import Stopped
from fashionseg.processes import Processes
from fashionseg.snapshots import StopRequest

SIGNALS = [signal.SIGINT, signal.SIGTERM]


@pytest.fixture(autouse=True)
def handlers():
    """Nothing is left behind."""
    before = [signal.getsignal(signum) for signum in SIGNALS]
    yield
    assert [signal.getsignal(signum) for signum in SIGNALS] == before


@pytest.mark.parametrize('signum', SIGNALS)
def test_the_first_one_waits(signum):
    with StopRequest() as request:
        request.obey()
        assert not request.asked
        signal.raise_signal(signum)
        assert request.asked
        with pytest.raises(Stopped) as caught:
            request.obey()
    assert caught.value.signum == signum and str(caught.value) == 'stopped'


@pytest.mark.parametrize('first', SIGNALS)
def test_a_later_ctrl_c_ends_at_once(first):
    with pytest.raises(KeyboardInterrupt) as caught, StopRequest():
        signal.raise_signal(first)
        signal.raise_signal(signal.SIGINT)
    # Nobody may take the state for whole then.
    assert not isinstance(caught.value, Stopped)


@pytest.mark.parametrize('first', SIGNALS)
def test_a_later_sigterm_is_the_same_request(first):
    # A terminal's Ctrl-C reaches a queue and its runs; the queue then ends them.
    with StopRequest() as request:
        signal.raise_signal(first)
        signal.raise_signal(signal.SIGTERM)
        with pytest.raises(Stopped) as caught:
            request.obey()
    assert caught.value.signum == first


def test_at_once():
    done = []
    with pytest.raises(Stopped), StopRequest():
        with StopRequest.at_once():
            done.append(1)
        threading.Timer(.1, os.kill, [os.getpid(), signal.SIGTERM]).start()
        with StopRequest.at_once():
            time.sleep(30)
            done.append(2)
    assert done == [1]


def test_a_request_of_before_is_obeyed_at_once():
    done = []
    with pytest.raises(Stopped), StopRequest():
        signal.raise_signal(signal.SIGTERM)
        done.append(1)
        with StopRequest.at_once():
            done.append(2)
    assert done == [1]


def test_after_the_block_it_waits_again():
    with StopRequest() as request:
        with StopRequest.at_once():
            pass
        signal.raise_signal(signal.SIGTERM)
        assert request.asked


def test_at_once_where_no_signal_is_kept_back():
    with StopRequest.at_once():
        pass
    with pytest.raises(KeyboardInterrupt), StopRequest.at_once():
        signal.raise_signal(signal.SIGINT)


class TwoProcesses(Processes):
    """This one and another, which was sent a signal or not."""

    def __init__(self, other=None):
        super().__init__()
        self.size, self._other = 2, other

    def gather(self, value):
        return [value, self._other]


def test_of_several_processes_none_ends_alone():
    with StopRequest(TwoProcesses()) as request:
        signal.raise_signal(signal.SIGTERM)
        with StopRequest.at_once():
            request.obey()  # the other one does not know of it yet
        request.agree()
        with pytest.raises(Stopped) as caught:
            request.obey()
    assert caught.value.signum == signal.SIGTERM


def test_signal_to_another_process():
    with StopRequest(TwoProcesses(signal.SIGINT)) as request:
        assert not request.asked
        request.agree()
        assert request.asked
        with pytest.raises(Stopped):
            request.obey()
