"""Configuration E of Table V: the network of the paper
with the segmentation pyramid, label pooling losses."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'E', *sys.argv[1:]]))
