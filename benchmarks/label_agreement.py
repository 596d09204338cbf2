"""How much the labels of a trained network change with OpenVINO's precision.

    python -m benchmarks.label_agreement RUN DATA [N]

RUN is the folder of a run or the file of its weights; DATA the folder of the prepared
data sets. The last line of the output is JSON.
"""

import json
import sys

import numpy as np

from fashionseg.commands.find_prepared import find_prepared
from fashionseg.commands.run_command import run_command
from fashionseg.errors import UserError
from fashionseg.metrics import SegmentationScores
from fashionseg.inference import load_model, make_segmenter
from fashionseg.transforms import EvaluationTransform

PRECISIONS = 'float32', 'bfloat16'


def label_agreement(run, data, n_photo):
    """Compares float32 and bfloat16 on photos that the network was not trained with.

    Args:
        run (str): Folder of a run.
        data (str): Folder of the prepared data sets, with the one that it was trained
            on.
        n_photo (int): Photos, the first so many of the evaluation part.

    Returns:
        dict: ``equal_labels``, the share of the pixels; 'float32' and 'bfloat16' ->
        mIoU; ``n_photo``, ``dataset``, ``configuration``.

    Raises:
        UserError: The run or the data cannot be used, or OpenVINO is missing.
    """
    model = load_model(run)
    dataset = find_prepared(data, model.data_hash)
    if dataset is None:
        raise UserError(f'no data set in {data} is that of the run; name its folder '
                        'with --data')
    segmenters = {name: make_segmenter(model.net, 'openvino', name)
                  for name in PRECISIONS}
    scores = {name: SegmentationScores(
        connectivity=model.connectivity, absent=model.absent) for name in PRECISIONS}
    transform, equal = EvaluationTransform(), []
    for k in range(min(n_photo, len(dataset))):
        x, t = transform(*dataset[k])
        labels = {name: segment(x[None])[0] for name, segment in segmenters.items()}
        for name in PRECISIONS:
            scores[name].update(t, labels[name])
        equal.append(np.mean(labels['float32'] == labels['bfloat16']))
    return {'equal_labels': float(np.mean(equal)), 'n_photo': len(equal),
            'dataset': dataset.name, 'configuration': model.configuration,
            **{name: scores[name].compute()['miou'] for name in PRECISIONS}}


def _main(run, data, n_photo='100'):
    print(json.dumps(label_agreement(run, data, int(n_photo))))


if __name__ == '__main__':
    sys.exit(run_command(_main, *sys.argv[1:]))
