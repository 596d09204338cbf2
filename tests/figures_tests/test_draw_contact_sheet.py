import numpy as np

from fashionseg.classes import CLASS_NAMES, PALETTE
from fashionseg.figures.draw_contact_sheet import draw_contact_sheet


def _draw(n_photo):
    photo = np.full((60, 40, 3), 100, np.uint8)
    label = np.zeros((60, 40), np.uint8)
    label[10:30, 10:30] = 5
    label[20:24, 10:30] = 2
    return draw_contact_sheet([photo] * n_photo, [label] * n_photo,
                              [f'{i:07d}' for i in range(n_photo)])


def test_labels_over_the_photo():
    """Outside as it was, half the colour inside, all of it in a border of 2 pixels."""
    drawn = _draw(1).axes[0].images[0].get_array()
    assert (drawn[5, 5] == 100).all() and (drawn[30, 30] == 100).all()
    for y, x in ((10, 10), (11, 20), (15, 29), (18, 20), (24, 12), (29, 20)):
        assert (drawn[y, x] == PALETTE[5]).all()
    assert (drawn[15, 20] == (100 + PALETTE[5].astype(int)) // 2).all()
    assert (drawn[20:24, 10:30] == PALETTE[2]).all()


def test_label_at_the_edge_has_no_border_there():
    photo, label = np.zeros((20, 20, 3), np.uint8), np.full((20, 20), 9)
    drawn = draw_contact_sheet([photo], [label], ['a']).axes[0].images[0].get_array()
    assert (drawn == PALETTE[9] // 2).all()


def test_rows_ids_and_legend():
    figure = _draw(7)
    assert len(figure.axes) == 7
    lefts = [axes.get_position().x0 for axes in figure.axes]
    assert len(set(np.round(lefts, 6))) == 6 and lefts[0] == lefts[6]
    assert {text.get_text() for text in figure.texts} == {
        f'{i:07d}' for i in range(7)}
    legend, = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == list(CLASS_NAMES)


def test_photos_of_different_shapes_keep_them():
    photos = [np.zeros((60, 40, 3), np.uint8), np.zeros((20, 40, 3), np.uint8)]
    figure = draw_contact_sheet(photos, [p[..., 0] for p in photos], ['a', 'b'])
    assert [axes.get_aspect() for axes in figure.axes] == [1, 1]
