"""Configuration C of Table V: the network of the paper
with the image pyramid, label pooling losses."""

import sys

from fashionseg.commands.train import train

if __name__ == '__main__':
    sys.exit(train('C'))
