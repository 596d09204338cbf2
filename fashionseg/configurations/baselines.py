"""The networks that the paper compares with, and their variants."""

# The paper names the four networks and not their backbones or sizes: what is built
# without a word is the first of each.
BASELINES = {
    'unet': ('unet64', 'unet32'),
    'deeplabv3plus': ('xception65', 'xception65-stride16', 'resnet101'),
    'pspnet': ('resnet50', 'resnet101'),
    'segnet': ('basic', 'full'),
}
