"""PSPNet on ResNet-50, trained from scratch like the paper's network."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'pspnet', *sys.argv[1:]]))
