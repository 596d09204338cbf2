"""The numbers of every epoch."""

import json
import os

from chainer.training import extensions

from fashionseg.extensions.split_log_row import split_log_row
from fashionseg.files import replace_file


class Log(extensions.LogReport):
    """Chainer's LogReport, a row for each epoch, with a file that is whole.

    Chainer leaves folders of its own behind when it is killed. The rows are in
    snapshots too; ``<trainer.out>/log`` (JSON) is for people.
    """

    def __init__(self):
        super().__init__(trigger=(1, 'epoch'), log_name=None)

    def __call__(self, trainer):
        """Takes in the numbers of a step; writes the file when an epoch has ended."""
        n_row = len(self.log)
        super().__call__(trainer)
        if len(self.log) > n_row:
            with replace_file(os.path.join(trainer.out, 'log')) as temporary:
                with open(temporary, 'w', encoding='utf-8') as file:
                    json.dump(self.log, file, indent=4)

    def serialize(self, serializer):
        """Saves or loads the rows.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: They are no rows.
        """
        super().serialize(serializer)
        for row in self.log:
            split_log_row(row)
