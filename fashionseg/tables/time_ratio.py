from fashionseg.tables.score import Score


def time_ratio(timing, key, measure):
    """Time of a model over that of configuration H, both from one timing.json.

    Milliseconds of different machines say nothing about a model; their ratio to the
    plainest configuration does.

    Args:
        timing: Dictionary of timing.json, or None.
        key: Configuration key.
        measure: 'inference' or 'training'.

    Returns:
        :class:`~fashionseg.tables.score.Score`; 'not run' without the model or H.
    """
    rows = timing['rows'] if timing is not None else {}
    if key not in rows or 'H' not in rows:
        return Score.missing()
    name = f'{measure}_ms'
    return Score.exact(rows[key][name] / rows['H'][name])
