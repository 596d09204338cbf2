"""Configuration G of Table V: the network of the paper
with the label pooling loss."""

import sys

from fashionseg.commands.train import train

if __name__ == '__main__':
    sys.exit(train('G'))
