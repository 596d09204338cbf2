"""Configuration B of Table V: the network of the paper
with the image pyramid, segmentation pyramid losses."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'B', *sys.argv[1:]]))
