"""Maps of twice the size beside PyTorch's transposed convolution."""

import pytest

torch = pytest.importorskip('torch', reason='PyTorch is not installed')


@pytest.mark.parametrize('shape, n_out', [
    ((2, 5, 6, 9), 3), ((1, 142, 14, 14), 128), ((3, 1, 1, 1), 1), ((1, 4, 1, 7), 2)])
@pytest.mark.parametrize('layout', [torch.contiguous_format, torch.channels_last])
def test_equals_the_transposed_convolution(shape, n_out, layout):
    from fashionseg.engines.aten_kernels.double import double

    torch.manual_seed(0)
    x = torch.randn(shape, dtype=torch.float64).contiguous(memory_format=layout)
    w = torch.randn(shape[1], n_out, 4, 4, dtype=torch.float64)
    y = double(x, w.contiguous(memory_format=layout))
    expected = torch.nn.functional.conv_transpose2d(x, w, stride=2, padding=1)
    assert y.is_contiguous(memory_format=torch.channels_last)
    torch.testing.assert_close(y, expected, rtol=0, atol=1e-11)


def test_one_number_goes_where_its_taps_are():
    from fashionseg.engines.aten_kernels.double import double

    # Pixel (0, 0) of the map is met by taps 1 to 3 along each axis: tap 0 falls into
    # the padding.
    w = torch.arange(16.).reshape(1, 1, 4, 4)
    y = double(torch.ones(1, 1, 1, 1), w)
    assert y.flatten().tolist() == [5, 6, 9, 10]
