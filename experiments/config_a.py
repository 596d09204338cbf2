"""Configuration A of Table V: the network of the paper
with the image pyramid, segmentation pyramid, label pooling losses."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'A', *sys.argv[1:]]))
