"""Targets and losses of Section III: functions without parameters."""

from fashionseg.functions.guided_loss import guided_loss
from fashionseg.functions.image_pyramid import image_pyramid
from fashionseg.functions.image_pyramid_loss import image_pyramid_loss
from fashionseg.functions.label_pooling import label_pooling
from fashionseg.functions.label_pooling_loss import label_pooling_loss
from fashionseg.functions.label_pyramid import label_pyramid
from fashionseg.functions.segmentation_loss import segmentation_loss
from fashionseg.functions.segmentation_pyramid_loss import (
    segmentation_pyramid_loss)

__all__ = [
    'guided_loss', 'image_pyramid', 'image_pyramid_loss', 'label_pooling',
    'label_pooling_loss', 'label_pyramid', 'segmentation_loss',
    'segmentation_pyramid_loss']
