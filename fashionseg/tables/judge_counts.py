import statistics as means

# Table I is matched by a count that is off by less than this, on average.
TOLERANCE = .05


def judge_counts(published, dataset, statistics):
    """Which reading of "instance" the published Table I goes with.

    Judged on the training part, where chance matters least. Photos that are missing
    make every count smaller in proportion: ours are scaled to the number of photos
    that the paper trains on (Section IV-A). How far a reading is from Table I is the
    mean over the classes of |ours - published| / published.

    Args:
        published: What ``read_published`` returns.
        dataset: 'generated', 'ccp' or 'modanet'.
        statistics: What ``class_statistics`` of ``fashionseg.datasets.statistics``
            returns, or None.

    Returns:
        List of sentences. Other photos than ModaNet's cannot tell; they say so.
    """
    if statistics is None:
        return []
    counted = statistics['train']['classes']
    if dataset != 'modanet':
        sentence = ("These are not ModaNet's photos: which count and which size the "
                    'published table has cannot be told from them.')
        if all(c['annotations'] == c['photos'] for c in counted.values()):
            sentence += (' Here no photo has two annotations of a class, so both '
                         'counts are the same.')
        return [sentence]
    n_photo, n_published = statistics['train']['n_photo'], published['photos']['train']
    printed = published['data']['train']
    scale = n_published / n_photo if n_photo else 0.
    sentences = [f'Compared on our {n_photo:,d} training photos, counts scaled to the '
                 f"paper's {n_published:,d}."]
    for what, column, factor, readings in (
            ('count', 0, scale, {'annotations': 'annotations',
                                 'photos': 'photos with the class'}),
            ('size', 1, 1., {'annotation_size': 'an annotation',
                             'photo_size': 'the class in a photo'})):
        distances = {
            words: _distance({name: printed[name][column] for name in printed},
                             {name: counted[name][key] for name in printed}, factor)
            for key, words in readings.items()}
        sentences.append(_sentence(what, distances))
    return [' '.join(sentences)]


def _distance(printed, counted, factor):
    ratios = [abs(counted[name] * factor / printed[name] - 1) for name in printed
              if counted[name] is not None]
    return means.fmean(ratios) if ratios else None


def _sentence(what, distances):
    if None in distances.values():
        return f'No {what} can be compared.'
    near, far = sorted(distances, key=distances.get)
    text = (f'The {what} of {near} differs from Table I by '
            f'{100 * distances[near]:.1f} % (mean over the classes), that of {far} by '
            f'{100 * distances[far]:.1f} %: ')
    if distances[near] == distances[far]:
        return text + 'this does not tell them apart.'
    if distances[near] >= TOLERANCE:
        return text + (f'neither matches (within {100 * TOLERANCE:.0f} %); that of '
                       f'{near} is nearer.')
    if distances[far] < TOLERANCE:
        return text + f'both match; that of {near} is nearer.'
    return text + f'that of {near} matches.'
