"""Sentences on the published numbers, by hand from the paper's tables."""

import pytest

from fashionseg.questions import SECTIONS
from fashionseg.tables.read_published import read_published

QUESTIONS = {q.title: q for section in SECTIONS.values() for q in section}


def _say(title):
    question, = [q for name, q in QUESTIONS.items() if title in name]
    return question.evidence(read_published())


def test_sum_of_the_instances():
    # Table I's two columns, and 216175 / 265705 = 0.8136.
    train = [19603, 13081, 6719, 37468, 22597, 13764, 8340, 21950, 33131, 6709, 12953,
             5164, 4711]
    held = [948, 636, 365, 1753, 1093, 662, 411, 1064, 1544, 322, 622, 281, 284]
    assert (sum(train), sum(held)) == (206190, 9985)
    sentence = _say('What is an instance')
    assert '206,190 + 9,985 = 216,175' in sentence and '81%' in sentence


def test_plain_draws_hardly_hold():
    # scarf & tie: 4995 * 2400 / 52377 = 228.9, standard deviation
    # sqrt(228.9 * 0.9542) = 14.78; (284 - 228.9) / 14.78 = 3.73. At least 280 has a
    # chance of 3.1e-4 for it and of 0.026 for headwear (249.5 +- 15.4): 8e-6 for both.
    sentence = _say('How was the split drawn')
    assert '4.6% of the photos' in sentence
    assert 'about 229 instances of scarf & tie; Table I has 284, 3.7' in sentence
    assert 'one plain draw in 100,000' in sentence


def test_absent_class():
    # 1 - 281 / 2400 = 0.8829; the best of the row is U-Net's.
    sentence = _say('in neither map')
    assert '281 of the 2,400' in sentence
    assert '0.88 for it; the best in Table III is 0.618' in sentence


def test_background():
    # A, Table III: 9.065 / 14 = 0.6475, (9.065 - 0.979) / 13 = 0.6220.
    # A, Table IV: 6.056 / 14 = 0.43257, (6.056 - 0.373) / 13 = 0.43715.
    sentence = _say('Does the background count')
    assert '0.6475 with the background and 0.6220 without' in sentence
    assert '0.4326 with the background and 0.4372 without' in sentence


def test_encoder():
    total = {1: 0, 2: 0}
    for factor in total:
        before = 64
        for n in (128, 256, 512, 1024):
            middle = factor * n
            total[factor] += (16 * before * n + n + 9 * n * middle + middle
                              + middle * n + n)
            before = n
    sentence = _say('filters')
    assert f'{total[2] / 1e6:.1f} million parameters with n, 2n, n' in sentence
    assert f'{total[1] / 1e6:.1f} million with n, n, n' in sentence


def test_times():
    # 17.483 h * 3.6e6 ms / (100 * 49977) = 12.594 ms, 37.8 on each of three.
    sentence = _say('Of what is the inference time')
    for words in ('17.5 hours', '12.6 ms for each photo', '38 ms', 'is 66 ms'):
        assert words in sentence
    sentence = _say('Why does the inference')
    # 75.23 - 66.05, 68.80 - 66.05; G - H 0.11, C - D 0.01, E - F -0.12, A - B 21.97.
    for words in ('H 66, G 66, D 69, C 69, E 75, F 75, B 79, A 101', '9.2 ms (F - H)',
                  '2.8 ms (D - H)', '0.1 ms to H', '0.0 to D', '-0.1 to F',
                  '22.0 to B'):
        assert words in sentence


@pytest.mark.parametrize('title, words', [
    ('Do B, D and F beat', [
        'Of the 9 pairs, 4 do not', 'D 0.641 and A 0.648', 'D 0.641 and C 0.643',
        'D 0.641 and E 0.650', 'F 0.650 and E 0.650']),
    # 9.065 / 14 and 9.076 / 14.
    ('all three losses', ['A has 0.648 and PSPNet 0.648', '0.6475 and 0.6483']),
    # 78.99 / 115.98 and 19.328 / 23.68.
    ('2/3 of the time', ['0.68 of its inference', '0.82 of its training']),
    ('less time than all', [
        'SegNet 29.6 ms against 66.0 ms', 'SegNet 9.0 h against 17.5 h']),
    # 5.091 / 14, 5.496 / 14 and 5.775 / 14.
    ('printed means', [
        '21 of 24 are', 'mIoU+ of D (0.36364, printed 0.363)',
        'mIoU+ of F (0.39257, printed 0.392)',
        'mIoU+ of PSPNet (0.41250, printed 0.412)', 'more than 0.00064,'])])
def test_statements(title, words):
    sentence = _say(title)
    for word in words:
        assert word in sentence
