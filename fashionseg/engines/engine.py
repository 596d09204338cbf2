"""The arithmetic that the networks borrow."""


class Engine:
    """Kernels for the arrays of one process; this one leaves all to Chainer.

    A method that answers NotImplemented passes its call on to Chainer's own code. The
    arrays of a call share one floating dtype and lie on one device; results are new
    C-contiguous arrays of that dtype there. Pairs of numbers are (y, x).
    """

    name = 'chainer'

    def convolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """Convolution: x (N, C, H, W), w (O, C / groups, kh, kw), b (O,) or None.

        Zeros are read beyond the input, below and right as far as ``out_size`` asks.
        Returns (N, O, *out_size).
        """
        return NotImplemented

    def convolve_grad_w(self, x, gy, ksize, stride, pad, dilate, groups):
        """Gradient of ``convolve`` by w, given that by its result; of w's shape."""
        return NotImplemented

    def deconvolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """Transposed convolution: x (N, C, H, W), w (C, O / groups, kh, kw).

        With b None this is the gradient of ``convolve`` by x. Returns
        (N, O, *out_size).
        """
        return NotImplemented
