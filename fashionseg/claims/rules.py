"""How claims are judged, for readers."""

from fashionseg.claims.compare_scores import LEVEL, ONE_RUN_MARGIN
from fashionseg.claims.judge_rank_correlation import LEAST, MIN_EPOCHS
from fashionseg.claims.judge_times import SHARE, TOLERANCE

RULES = (
    'A claim holds when each comparison in it holds, and does not hold when one is '
    'decided against it. Otherwise it cannot be judged: something was not run, or a '
    'difference may be chance.',
    'Printed scores are told apart when their digits differ. Of ours, the means of '
    f"several runs are told apart by Welch's t test at the level {LEVEL:g}, for each "
    'pair by itself; where one has one run only, its spread is unknown, and a '
    f'difference counts from {ONE_RUN_MARGIN:g} on.',
    f'Claim 8: about 2/3 is {SHARE * (1 - TOLERANCE):.2f} to '
    f'{SHARE * (1 + TOLERANCE):.2f}. Claim 9: for every run. Claim 10: Spearman\'s '
    f'rank correlation over at least {MIN_EPOCHS} epochs, on average over the runs '
    f'of a model, is at least {LEAST:g}.',
)
