"""Configuration C of Table V: the network of the paper
with the image pyramid, label pooling losses."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'C', *sys.argv[1:]]))
