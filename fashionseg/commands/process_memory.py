"""Memory of this process."""

import ctypes
import gc


class ProcessMemory:
    """What this process occupies, and the most that it came to.

    Linux tells it; elsewhere there is nothing to know.
    """

    @staticmethod
    def resident():
        """int or None: Bytes that are in main memory now."""
        return _read('VmRSS')

    @staticmethod
    def peak():
        """int or None: The most bytes since :meth:`forget_peak`."""
        return _read('VmHWM')

    @staticmethod
    def own():
        """int or None: Bytes that are no file's, as those of a library are."""
        return _read('RssAnon')

    @staticmethod
    def forget_peak():
        """Gives back what is free, and begins the count of the peak anew.

        Returns:
            bool: Whether the system can do that.
        """
        gc.collect()
        try:
            # The engines have the C library keep what is freed.
            ctypes.CDLL(None).malloc_trim(0)
            with open('/proc/self/clear_refs', 'w', encoding='ascii') as file:
                file.write('5')
        except (AttributeError, OSError):
            return False
        return True


def _read(key):
    try:
        with open('/proc/self/status', encoding='ascii') as file:
            for line in file:
                name, _, value = line.partition(':')
                if name == key:
                    return int(value.split()[0]) * 1024
    except OSError:
        pass
    return None
