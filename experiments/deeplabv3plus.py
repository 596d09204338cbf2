"""DeepLabv3+ on Xception-65, trained from scratch like the paper's network."""

import sys

from fashionseg.commands.train import train

if __name__ == '__main__':
    sys.exit(train('deeplabv3plus'))
