"""docs/demo_model.md, from the files of the demo model."""

import hashlib
import json

from fashionseg.classes import CLASS_NAMES
from fashionseg.files import read_tensors
from fashionseg.parsing.demo_run import DEMO_RUN
from pages.root import ROOT

WEIGHTS = DEMO_RUN / 'best.safetensors'
_BACKGROUND = ROOT / 'data' / 'results' / 'ccp' / 'medium' / 'all_background.json'
_PAGE = """# The demo model

The network behind `fashionseg predict` without `--weights` and `Parser.load()`, so
that both can be tried out right after the set-up. `python -m pages` writes this
page from the files in `fashionseg/demo/`.

**It is no good parser of clothes.** It is configuration {configuration} of the
paper with {width:g} times its filters, trained on {n_train} photos in {minutes}
minutes with {threads} thread. It shows how the program is used and what its
files look like.

## What it is

| | |
|---|---|
| network | configuration {configuration} of Table V, {n_param:,} parameters |
| trained on | {n_train} photos of Clothing Co-Parsing (CCP), {n_epoch} epochs |
| scored on | {n_eval} other photos of CCP |
| command | `{command}` |
| commit | `{commit}` |
| arithmetic | {kernels}, {precision}, {threads} thread |
| data hash | `{data_hash}` |
| file | `fashionseg/demo/best.safetensors`, {size:,} bytes |
| SHA-256 | `{digest}` |

The command needs the photos once: add `--ccp-root` with a clone of [Clothing
Co-Parsing](https://github.com/bearpaw/clothing-co-parsing).

## Scores

On the evaluation photos, after epoch {best[epoch]}, the one with the best mIoU,
from `result.json` of the run. The same photos chose the epoch, so that scores on
others are a little lower. To call every pixel background has an mIoU of
{nothing[miou]:.3f} and an mIoU+ of {nothing[miou_plus]:.3f}.

| | IoU | IoU+ |
|---|---:|---:|
| **mean** | **{best[miou]:.3f}** | **{best[miou_plus]:.3f}** |
{rows}

## What it cannot do

- It hardly ever finds {blind}: their IoU is below 0.01.
- It takes photos at 224 x 224: belts, sunglasses and other small things are gone in
  a photo of a whole person.
- Most photos of CCP show one slender young woman, standing, from head to foot, by
  day in a street; few show a man. On children, older people, groups, half figures,
  other clothes than those of the years before 2014, drawings and shop photos nobody
  has measured it, nor on men by themselves; expect it to be worse there.
- Edges are coarse, and specks lie beside the person. That is what mIoU+ punishes.
- No decision about a person should rest on its labels.

## Licence

The weights are under the MIT licence, as the code is. They were made from photos
and labels of Clothing Co-Parsing, whose repository is under the Apache License 2.0
and asks to name W. Yang, P. Luo, L. Lin: Clothing Co-Parsing by Joint Image
Segmentation and Labeling, CVPR 2014. That licence allows works that are made from
it. It says nothing of trained weights, and the repository nothing of the rights of
those who took the photos. No photo or label is in this file or in this project.
Whoever needs more certainty trains on photos of their own, or on drawn ones:
`fashionseg train A`.
"""


def demo_page():
    """Describes the demo model.

    Returns:
        str: The page, Markdown.

    Raises:
        UserError: The weights are damaged.
        ValueError: The result is not that of the weights.
    """
    _, metadata = read_tensors(WEIGHTS)
    result = json.loads((DEMO_RUN / 'result.json').read_text(encoding='utf-8'))
    best = result['best']['miou']
    scores = json.loads(metadata['scores'])
    if scores != {name: best[name] for name in scores}:
        raise ValueError(f'the weights have the scores {scores}, the result has others')
    content = WEIGHTS.read_bytes()
    rows = [f'| {name} | {best["iou"][name]:.3f} | {best["iou_plus"][name]:.3f} |'
            for name in CLASS_NAMES]
    blind = [name for name in CLASS_NAMES if best['iou'][name] < .01]
    return _PAGE.format(
        **{**result['settings']['profile'], **result['engine'], **result, 'best': best},
        minutes=round(result['seconds'] / 60),
        size=len(content), digest=hashlib.sha256(content).hexdigest(),
        nothing=json.loads(_BACKGROUND.read_text(encoding='utf-8')),
        rows='\n'.join(rows), blind=', '.join(blind))
