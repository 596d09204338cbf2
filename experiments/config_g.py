"""Configuration G of Table V: the network of the paper
with the label pooling loss."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'G', *sys.argv[1:]]))
