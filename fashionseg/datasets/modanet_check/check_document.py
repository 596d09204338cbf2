"""What the annotation file itself tells, before any photo is opened."""

from collections import Counter

from fashionseg.classes import N_CLASS
from fashionseg.datasets.modanet.read_image import read_image
from fashionseg.datasets.modanet.read_polygons import read_polygons


def check_document(content, faults):
    """Checks the entries of the file, and sorts its annotations by photo.

    Args:
        content (dict): From :func:`~fashionseg.datasets.modanet.read_document.
            read_document`. Its annotations are taken away, to save memory.
        faults (dict): Kind of fault to list of dict (``photo``, ``annotation``,
            ``why``, as far as known), added to.

    Returns:
        list of dict: The photos that are listed properly, with the annotations that
        can be used, as :func:`~fashionseg.datasets.modanet.read_annotations.
        read_annotations` gives them.
    """
    jobs, broken = _photos(content['images'], faults)
    empty = dict.fromkeys(job['id'] for job in jobs.values())
    times = Counter()
    annotations = content['annotations']
    for k, annotation in enumerate(annotations):
        # The lists of numbers go while the arrays come, which take a third.
        annotations[k] = None
        number = annotation.get('id')
        if number is not None:
            # JSON allows lists, too, which cannot be counted.
            times[number if isinstance(number, (int, str)) else str(number)] += 1
        image = annotation.get('image_id')
        if isinstance(image, (int, str)) and image in jobs:
            empty.pop(jobs[image]['id'], None)
            _take(jobs[image], annotation, faults)
        elif str(image) not in broken:
            faults['unknown_photos'].append(
                {'annotation': annotation.get('id'), 'why': f'photo {image}'})
    faults['annotation_ids_twice'] += [
        {'annotation': name, 'why': f'{n} times'} for name, n in times.items() if n > 1]
    faults['photos_without_annotations'] += [{'photo': name} for name in empty]
    return list(jobs.values())


def _photos(images, faults):
    """Number in the file to job of the photo; numbers of those that cannot be used."""
    jobs, names, broken = {}, set(), set()
    for image in images:
        try:
            job = read_image(image)
        except (KeyError, OverflowError, TypeError, ValueError) as e:
            why = f'no {e.args[0]}' if isinstance(e, KeyError) else str(e)
            faults['photo_entries'].append({'photo': image.get('id'), 'why': why})
            broken.add(str(image.get('id')))
            continue
        name, number = job['id'], job['photo_id']
        if number in jobs or name in names:
            faults['photos_twice'].append({'photo': name, 'why': f'id {number}'})
            broken.add(str(number))
            continue
        names.add(name)
        jobs[number] = job
    return jobs, broken


def _take(job, annotation, faults):
    """Adds an annotation to its photo, or to the faults."""
    name = {'annotation': annotation.get('id'), 'photo': job['id']}
    category = annotation.get('category_id')
    if category not in range(1, N_CLASS):
        faults['unknown_categories'].append({**name, 'why': f'category {category}'})
        return
    segmentation = annotation.get('segmentation')
    if not isinstance(segmentation, dict):
        try:
            segmentation = read_polygons(segmentation, job['height'], job['width'])
        except ValueError as e:
            faults['unreadable_segmentations'].append({**name, 'why': str(e)})
            return
    job['annotations'].append({'id': annotation.get('id'), 'category_id': int(category),
                               'segmentation': segmentation})
