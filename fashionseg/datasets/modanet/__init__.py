"""ModaNet: one COCO JSON of polygons, and photos in a folder or in PaperDoll's LMDB."""

from fashionseg.datasets.modanet.annotation_mask import annotation_mask
from fashionseg.datasets.modanet.list_modanet import list_modanet, read_modanet_label
from fashionseg.datasets.modanet.paint_label import OVERLAP_RULES, paint_label
from fashionseg.datasets.modanet.read_document import read_document

__all__ = ['OVERLAP_RULES', 'annotation_mask', 'list_modanet', 'paint_label',
           'read_document', 'read_modanet_label']
