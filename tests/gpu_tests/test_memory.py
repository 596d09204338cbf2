"""How arrays come to a device and change between the two libraries there."""

import chainer
import numpy as np
import pytest

from fashionseg.training import BatchIterator
from fashionseg.training.batch_converter import BatchConverter
from fashionseg.transforms import TrainingTransform
from tests.gpu_tests.places import each_device
from tests.training_tests.made_up_photos import Photos


def _address(array):
    return array.ctypes.data if isinstance(array, np.ndarray) else array.data.ptr


@pytest.fixture
def kernels():
    pytest.importorskip('torch', reason='PyTorch is not installed')
    from fashionseg.engines.aten_kernels.to_array import to_array
    from fashionseg.engines.aten_kernels.to_tensor import to_tensor
    return to_tensor, to_array


@each_device
def test_pytorch_sees_the_same_memory(kernels, device):
    to_tensor, to_array = kernels
    device = chainer.get_device(device)
    device.use()
    array = device.send(np.arange(24, dtype='f').reshape(2, 3, 4))
    tensor = to_tensor(array)
    assert tensor.data_ptr() == _address(array)
    tensor += 1
    back = to_array(tensor, np.dtype('f'))
    assert type(back) is type(array) and _address(back) == _address(array)
    back *= 2
    expected = 2 * (np.arange(24).reshape(2, 3, 4) + 1)
    for one in (array, back, device.send(np.zeros(1, 'f')) + array):
        assert np.array_equal(chainer.get_device('@numpy').send(one), expected)


@each_device
def test_other_strides_and_types_are_copied(kernels, device):
    to_tensor, to_array = kernels
    device = chainer.get_device(device)
    device.use()
    array = device.send(np.arange(24, dtype='f').reshape(4, 6))
    tensor = to_tensor(array[:, ::2].T)
    assert tensor.is_contiguous()
    found = to_array(tensor, np.dtype('d'))
    assert found.dtype == np.float64 and found.flags.c_contiguous
    assert np.array_equal(chainer.get_device('@numpy').send(found),
                          np.arange(24).reshape(4, 6)[:, ::2].T)


@each_device
def test_what_one_library_has_queued_the_other_waits_for(kernels, device):
    to_tensor, to_array = kernels
    device = chainer.get_device(device)
    device.use()
    array = device.send(np.ones((512, 512), 'd') / 512)
    for _ in range(30):  # a matrix of equal numbers stays itself
        array = array.dot(array)
        array = to_array(to_tensor(array) @ to_tensor(array), np.dtype('d'))
    found = chainer.get_device('@numpy').send(array)
    np.testing.assert_allclose(found, 1 / 512, rtol=1e-9)


@each_device
@pytest.mark.parametrize('n_worker', [0, 1])
def test_batches_arrive_whole(device, n_worker):
    """On a GPU the iterator may fill its arrays anew at once."""
    device = chainer.get_device(device)
    device.use()
    iterator, twin = (BatchIterator(Photos(5), TrainingTransform(), 3, 0, n)
                      for n in (n_worker, 0))
    convert = BatchConverter()
    try:
        for _ in range(3):
            batch = iterator.next()
            x, t = convert(batch, device)
            assert (x.dtype, t.dtype) == (np.float32, np.int32)
            assert isinstance(x, device.xp.ndarray)
            if device.xp is not np:
                for array in batch:
                    array.fill(0)
            expected = twin.next()
            for one, other in zip((x, t), expected):
                assert np.array_equal(chainer.get_device('@numpy').send(one), other)
    finally:
        iterator.finalize()
