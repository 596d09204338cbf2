"""The process of every GPU but the first."""

import contextlib
import multiprocessing
import sys

import chainer
from chainer.training.updaters import multiprocess_parallel_updater

from fashionseg.datasets.end_with_parent import end_with_parent
from fashionseg.errors import UserError
from fashionseg.training.gpu_errors import gpu_errors


class DeviceProcess(multiprocess_parallel_updater._Worker):
    """Chainer's process of a device, which says why it fails and leaves nothing behind.

    It waits in NCCL for the first device and is not to be interrupted there; when the
    process that started it is gone, it ends.

    Args:
        proc_id (int): Number of the device, from 1.
        pipe (multiprocessing.connection.Connection): Brings the jobs; takes
            ``('failed', reason)``, one line, before the process ends with status 1.
        master (fashionseg.training.ParallelGuidedUpdater): What started it.
    """

    def run(self):
        """Takes part in each step until the job is 'finalize'."""
        end_with_parent()
        chainer.config.type_check = False  # the first device looks at shapes and dtypes
        try:
            with gpu_errors(self.device):
                super().run()
        except Exception as error:
            if isinstance(error, EOFError):
                # Most likely nobody is left to give a job: end_with_parent ends this.
                multiprocessing.parent_process().join(1)
            with contextlib.suppress(OSError):
                self.pipe.send(('failed', _describe(error)))
            if isinstance(error, UserError):
                sys.exit(1)
            raise
        finally:
            self.iterator.finalize()


def _describe(error):
    if isinstance(error, UserError):
        return str(error)
    lines = str(error).splitlines() or ['']
    return f'{type(error).__name__}: {lines[0]}'
