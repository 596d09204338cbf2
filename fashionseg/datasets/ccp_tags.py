"""The 59 tags of Clothing Co-Parsing as the 14 classes."""

from fashionseg.classes import CLASS_NAMES

# Tags that are no clothes of ModaNet's classes, stockings and the like among them.
_TAGS = {
    'background': (
        'null', 'accessories', 'bra', 'bracelet', 'earrings', 'gloves', 'hair',
        'intimate', 'necklace', 'panties', 'ring', 'skin', 'socks', 'stockings',
        'swimwear', 'tights', 'watch'),
    'bag': ('bag', 'purse', 'wallet'),
    'belt': ('belt',),
    'boots': ('boots',),
    'footwear': ('clogs', 'flats', 'heels', 'loafers', 'pumps', 'sandals', 'shoes',
                 'sneakers', 'wedges'),
    'outer': ('blazer', 'cape', 'cardigan', 'coat', 'hoodie', 'jacket', 'jumper',
              'romper', 'suit', 'sweater', 'sweatshirt', 'vest'),
    'dress': ('dress',),
    'sunglasses': ('glasses', 'sunglasses'),
    'pants': ('jeans', 'leggings', 'pants'),
    'top': ('blouse', 'bodysuit', 'shirt', 't-shirt', 'top'),
    'shorts': ('shorts',),
    'skirts': ('skirt',),
    'headwear': ('hat',),
    'scarf & tie': ('scarf', 'tie'),
}

# Tag name to class id.
CCP_TAGS = {
    tag: CLASS_NAMES.index(name) for name, tags in _TAGS.items() for tag in tags}
