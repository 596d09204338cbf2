"""The loss of guided training, Eq. 15."""


def guided_loss(terms, weights):
    """Weighted mean of the four terms (Eq. 15; Eq. 8 when all weights are 1).

    Args:
        terms (dict): 'segmentation' (H, always there), 'ipl', 'spl', 'lpl' -> scalar
            Variable. A term with weight 0 may be missing.
        weights (dict): 'ipl' -> alpha, 'spl' -> beta, 'lpl' -> gamma, each >= 0.

    Returns:
        Variable: Scalar, (H + alpha IPL + beta SPL + gamma LPL) /
        (1 + alpha + beta + gamma).
    """
    loss = terms['segmentation']
    for name, weight in weights.items():
        if weight:
            loss = loss + weight * terms[name]
    return loss / (1 + sum(weights.values()))
