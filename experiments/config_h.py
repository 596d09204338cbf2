"""Configuration H of Table V: the network of the paper
with the segmentation loss alone."""

import sys

from fashionseg.commands.train import train

if __name__ == '__main__':
    sys.exit(train('H'))
