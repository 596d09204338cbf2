"""Which module of a library is mended by which file of this package.

The files' docstrings give the reason and the place in the library. Each has one
context manager `patch(module)`: what stands before its `yield` happens before the
library's module is executed, what stands after it happens right after.
"""

PATCHES = {
    'chainer': ('environment_check',),
    'chainer.backends.cuda': ('cudnn_warnings',),
    'chainer.distributions.categorical': ('categorical',),
    'chainer.functions.array.as_strided': ('as_strided',),
    'chainer.functions.array.resize_images': ('resize_images',),
    'chainer.functions.connection.convolution_2d': ('large_windows',),
    'chainer.functions.connection.deconvolution_2d':
        ('deconvolution_2d', 'large_windows'),
    'chainer.iterators.multiprocess_iterator': ('daemon_thread',),
    'chainer.testing.doctest_helper': ('package_resources',),
    'chainer.testing.helper': ('package_resources',),
    'chainer.training.updaters.multiprocess_parallel_updater':
        ('gathered_gradients',),
    'chainercv': ('package_resources', 'overriding_warnings'),
    'chainercv.datasets.coco.coco_instances_base_dataset': ('numpy_names',),
    'chainercv.datasets.cub.cub_keypoint_dataset': ('numpy_names',),
    'chainercv.datasets.voc.voc_bbox_dataset': ('numpy_names',),
    'chainercv.datasets.voc.voc_utils': ('numpy_names',),
    'chainercv.experimental.links.model.fcis.fcis': ('numpy_names',),
    'chainercv.experimental.links.model.fcis.fcis_train_chain': ('numpy_names',),
    'chainercv.experimental.links.model.fcis.utils.proposal_target_creator':
        ('numpy_names',),
    'chainercv.links.model.fpn.mask_head': ('numpy_names',),
    'chainercv.links.model.fpn.mask_utils': ('numpy_names',),
    'chainercv.utils.bbox.non_maximum_suppression': ('non_maximum_suppression',),
    'chainercv.utils.download': ('strtobool',),
    'chainercv.utils.mask.scale_mask': ('numpy_names',),
    'chainercv.utils.testing.assertions.assert_is_instance_segmentation_dataset':
        ('numpy_names',),
    'chainercv.utils.testing.assertions.assert_is_instance_segmentation_link':
        ('numpy_names',),
    'chainercv.utils.testing.assertions.assert_is_point': ('numpy_names',),
    'chainercv.visualizations.vis_point': ('numpy_names',),
    'chainermn.communicators._memory_utility': ('unpack_params',),
    'chainermn.communicators.mpi_communicator_base': ('multi_node_mean',),
    'chainermn.iterators.multi_node_iterator': ('multi_node_iterator',),
    'mpi4py._mpiabi': ('missing_mpi',),
    'multiprocessing.spawn': ('child_processes',),
}
