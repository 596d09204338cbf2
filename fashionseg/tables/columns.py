# Key of a configuration (folder name under results/) to its column title in the
# paper, in the order of Tables III and IV.
COLUMNS = {
    **{name: name for name in 'ABCDEFGH'},
    'unet': 'U-Net',
    'deeplabv3plus': 'DeepLabv3+',
    'pspnet': 'PSPNet',
    'segnet': 'SegNet',
}
