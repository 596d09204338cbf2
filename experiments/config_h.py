"""Configuration H of Table V: the network of the paper
with the segmentation loss alone."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'H', *sys.argv[1:]]))
