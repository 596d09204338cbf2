"""Work that goes on while its last result is used."""

from concurrent.futures import ThreadPoolExecutor

_END = object()


def one_ahead(items):
    """Takes items from an iterable in a thread, one before it is asked for.

    Args:
        items (iterable): Each item is made in the thread, one after the other.

    Yields:
        The same items in the same order. What making one raises is raised here.
    """
    items = iter(items)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(next, items, _END)
        while (item := waiting.result()) is not _END:
            waiting = pool.submit(next, items, _END)
            yield item
