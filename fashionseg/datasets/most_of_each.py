"""How many annotations of every class a part of a data set can have at most."""

import numpy as np
from scipy.optimize import linprog


def most_of_each(table, n_photo):
    """Bound by linear programming, in which photos may be taken in part.

    Args:
        table (numpy.ndarray): int64 (photos, classes), annotations.
        n_photo (int): Photos of the part.

    Returns:
        tuple of int: No choice of that many photos has more annotations than this of
        each class; the class, from 0, that limits it most.
    """
    rows, n_same = np.unique(table, axis=0, return_counts=True)
    n_class = table.shape[1]
    # Variables: photos taken of each kind, and the bound, which is to be large.
    result = linprog(
        np.r_[np.zeros(len(rows)), -1],
        A_ub=np.c_[-rows.T, np.ones(n_class)], b_ub=np.zeros(n_class),
        A_eq=np.r_[np.ones(len(rows)), 0][None], b_eq=[n_photo],
        bounds=np.c_[np.zeros(len(rows) + 1), np.r_[n_same, table.sum()]])
    # Solutions are exact to about 1e-7.
    return int(np.floor(1e-4 - result.fun)), int(result.ineqlin.marginals.argmin())
