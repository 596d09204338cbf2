"""SegNet, in ChainerCV's basic form, trained from scratch like the paper's network."""

import sys

from fashionseg.commands.train import train

if __name__ == '__main__':
    sys.exit(train('segnet'))
