"""DeepLabv3+ on Xception-65, trained from scratch like the paper's network."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'deeplabv3plus', *sys.argv[1:]]))
