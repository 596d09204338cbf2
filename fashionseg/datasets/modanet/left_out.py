"""Photos that take no part, and how many may."""

from fashionseg.errors import UserError


class LeftOut:
    """Lists the photos that are left out, and stops when there are too many.

    Args:
        missing (list of str): Ids of the photos that are not there.
        n_photo (int): How many are annotated.
        most (float): Share of them that may be left out, 0..1.

    Attributes:
        lists (dict): Reason (``missing``, ``unreadable``, ``other_size``) to ids.

    Raises:
        UserError: When too many are missing already.
    """

    def __init__(self, missing, n_photo, most):
        self.lists = {'missing': missing, 'unreadable': [], 'other_size': []}
        self._n_photo = n_photo
        self._most = most
        if missing:
            self._check(f'the first is {missing[0]}')

    def ids(self):
        """Ids of all of them, a set."""
        return {i for ids in self.lists.values() for i in ids}

    def add(self, photo):
        """Adds a photo that cannot be used.

        Args:
            photo (dict): ``id``, ``left_out`` (the reason), ``message``.

        Raises:
            UserError: When it is one too many; carries the message.
        """
        self.lists[photo['left_out']].append(photo['id'])
        self._check(photo['message'])

    def _check(self, words):
        n = len(self.ids())
        if n > self._most * self._n_photo:
            raise UserError(
                f'{n} of {self._n_photo} photos are missing or cannot be used, more '
                f'than the share {self._most:g} of --most-missing: {words}')
