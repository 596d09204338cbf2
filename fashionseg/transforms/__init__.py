"""Augmentation of Section IV-B and the way from a photo to the network's input."""

from fashionseg.transforms.evaluation_transform import EvaluationTransform
from fashionseg.transforms.resize import resize_label, resize_photo
from fashionseg.transforms.to_network_input import to_network_input
from fashionseg.transforms.training_transform import TrainingTransform

__all__ = ['EvaluationTransform', 'TrainingTransform', 'resize_label',
           'resize_photo', 'to_network_input']
