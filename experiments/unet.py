"""U-Net (64..1024 filters), trained from scratch like the paper's network."""

import sys

from fashionseg.commands.main import main

if __name__ == '__main__':
    sys.exit(main(['train', 'unet', *sys.argv[1:]]))
