"""Configuration F of Table V: the network of the paper
with the segmentation pyramid loss."""

import sys

from fashionseg.commands.train import train

if __name__ == '__main__':
    sys.exit(train('F'))
