"""ModaNet: one COCO JSON of polygons, and photos in a folder or in PaperDoll's LMDB."""

from fashionseg.datasets.modanet.annotation_code import annotation_code
from fashionseg.datasets.modanet.open_photos import open_photos
from fashionseg.datasets.modanet.paint_label import paint_label
from fashionseg.datasets.modanet.prepare_modanet import prepare_modanet
from fashionseg.datasets.modanet.read_annotations import read_annotations
from fashionseg.datasets.modanet.read_document import read_document

__all__ = ['annotation_code', 'open_photos', 'paint_label', 'prepare_modanet',
           'read_annotations', 'read_document']
