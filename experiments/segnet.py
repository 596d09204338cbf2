"""SegNet, in ChainerCV's basic form, trained from scratch like the paper's network."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'segnet', *sys.argv[1:]]))
