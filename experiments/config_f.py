"""Configuration F of Table V: the network of the paper
with the segmentation pyramid loss."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'F', *sys.argv[1:]]))
