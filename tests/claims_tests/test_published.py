"""The ten verdicts on the paper's own tables, from reading the printed numbers."""

from pathlib import Path

import pytest

from fashionseg.claims import judge_claims
from fashionseg.claims.evidence import Evidence
from fashionseg.tables.read_published import read_published

# The last rows of Tables III and IV, typed from the paper, A to H and then U-Net,
# DeepLabv3+, PSPNet, SegNet.
MIOU = '0.648 0.652 0.643 0.641 0.650 0.650 0.647 0.642 0.641 0.619 0.648 0.441'
MIOU_PLUS = '0.433 0.396 0.428 0.363 0.434 0.392 0.419 0.358 0.356 0.373 0.412 0.151'
MODELS = [*'ABCDEFGH', 'unet', 'deeplabv3plus', 'pspnet', 'segnet']

VERDICTS = {
    1: 'holds',  # B 0.652 is above 0.641, 0.619, 0.648, 0.441
    2: 'holds',  # E 0.434 is above 0.356, 0.373, 0.412, 0.151
    3: 'holds',  # B 0.652; E and F follow with 0.650
    4: 'holds',  # E 0.434, A 0.433, C follows with 0.428
    5: 'does not hold',  # D 0.641 is below C 0.643
    6: 'holds',  # 0.433 > 0.396, 0.428 > 0.363, 0.434 > 0.392, 0.419 > 0.358
    7: 'holds',  # PSPNet 0.648 and 0.412; next are U-Net 0.641, DeepLabv3+ 0.373
    8: 'does not hold',  # 78.99 / 115.98 = 0.68, but 19.328 / 23.68 = 0.82
    9: 'cannot be judged',  # the tables have no epochs
    10: 'cannot be judged',
}


@pytest.fixture(scope='module')
def verdicts():
    judged = judge_claims(read_published())
    assert list(judged) == ['published']
    return dict(enumerate(judged['published'], 1))


def test_evidence_is_what_is_printed():
    evidence = Evidence.of_published(read_published())
    assert evidence.printed and evidence.curves == {}
    for metric, row in (('miou', MIOU), ('miou_plus', MIOU_PLUS)):
        assert evidence.scores[metric] == {
            key: [float(text)] for key, text in zip(MODELS, row.split())}


def test_typed_rows_are_in_the_text_of_the_paper():
    paper = Path(__file__).parents[3] / 'shared' / 'paper' / 'paper.txt'
    if not paper.exists():
        pytest.skip('the text of the paper is not here')
    lines = paper.read_text(encoding='utf-8').split('\n')
    assert '\t'.join(['mIoU', *MIOU.split()]) in lines
    assert '\t'.join(['mIoU+', *MIOU_PLUS.split()]) in lines


@pytest.mark.parametrize('number', VERDICTS)
def test_verdict(verdicts, number):
    assert verdicts[number].outcome == VERDICTS[number]


def test_claim_5_is_contradicted_by_the_tables_with_the_pair(verdicts):
    assert verdicts[5].against == 'D 0.641 < C 0.643'
    assert verdicts[5].undecided == 'equal in the printed digits: F 0.650 and E 0.650'
    assert verdicts[5].numbers == (
        'mIoU: A 0.648, B 0.652, C 0.643, D 0.641, E 0.650, F 0.650')


def test_claim_8_holds_for_inference_alone(verdicts):
    assert verdicts[8].against == "B takes 0.816 of PSPNet's training time"
    assert verdicts[8].undecided == ''
    assert verdicts[8].numbers == (
        'inference 78.99 / 115.98 = 0.681, training 19.328 / 23.68 = 0.816')


def test_no_verdict_rests_on_an_unknown_spread_unsaid(verdicts):
    for number in range(1, 8):
        assert verdicts[number].remark == (
            'printed averages of three runs, their spread unknown')
