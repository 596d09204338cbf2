"""``python -m fashionseg COMMAND``."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main())
