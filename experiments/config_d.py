"""Configuration D of Table V: the network of the paper
with the image pyramid loss."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'D', *sys.argv[1:]]))
