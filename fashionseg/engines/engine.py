"""The arithmetic that the networks borrow."""

import math


class Engine:
    """Kernels for the arrays of one process; this one leaves all to Chainer.

    A method that answers NotImplemented passes its call on to Chainer's own code. The
    arrays of a call share one floating dtype and lie on one device; results are new
    C-contiguous arrays of that dtype there. Inputs may be read-only and of any
    strides. Pairs of numbers are (y, x).
    """

    name = 'chainer'
    precision = 'float32'  # of the convolutions
    tf32 = False  # whether a GPU may round float32 to it
    n_thread = 1

    def describe(self):
        """Returns a few words for the log."""
        return self.name

    def record(self):
        """Returns what a result says about the engine, as JSON; see ``use_engine``."""
        return {'kernels': self.name, 'precision': self.precision, 'tf32': self.tf32,
                'threads': self.n_thread}

    def outruns_graphs(self):
        """Whether a wide network's labels in single precision are computed faster here
        than by engines for inference, on a CPU; bool."""
        return False

    def use_threads(self, n_thread):
        """Takes over the threads of this process, set for BLAS before."""

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

    def convolve_backward(self, x, w, gy, stride, pad, dilate, groups, want_x,
                          want_b=True):
        """All gradients of ``convolve`` at once.

        Returns:
            tuple: Gradients by x (None unless ``want_x``), w and b (of which an engine
            may leave out what is not wanted).
        """
        geometry = stride, pad, dilate, groups
        gw = self.convolve_grad_w(x, gy, w.shape[2:], *geometry)
        if gw is NotImplemented:
            return NotImplemented
        gx = None
        if want_x:
            gx = self.deconvolve(gy, w, None, x.shape[2:], *geometry)
            if gx is NotImplemented:
                return NotImplemented
        return gx, gw, gy.sum(axis=(0, 2, 3))

    def chain_kernels(self, array):
        """Kernels for chains of convolutions over arrays of this kind, or None.

        They take the arrays with ``enter``, keep what lies between the layers in a
        form of their own and give arrays back with ``leave``; see
        :class:`fashionseg.engines.numpy_kernels.chain_kernels.NumpyChainKernels`.
        Without them Chainer's nodes compute each step.
        """
        return None

    def has_adam(self, array):
        """Whether ``adam`` takes arrays of this kind: bool."""
        return False

    def adam(self, params, grads, ms, vs, rate, beta1, beta2, eps, scale):
        """Adam's update of parameters, in place; returns None.

        Args:
            params, grads, ms, vs (list of array): Parameters, gradients and moments,
                in single or double precision, C-contiguous.
            rate (float): Learning rate; holds the correction of both moments for the
                first steps: param -= rate m / (sqrt(v) + eps) once they are updated.
            beta1, beta2, eps (float): Adam's.
            scale (float or None): Divides the gradients first, in place.
        """

    def all_finite(self, arrays):
        """Whether the arrays, of one device, hold no NaN and no infinity: bool."""
        return all(bool((abs(array) < math.inf).all()) for array in arrays)

    def max_pool(self, x, ksize, stride, pad, out_size):
        """Largest number of each window of x (N, C, H, W), never of the padding.

        Returns:
            tuple: Maxima (N, C, *out_size), and which number of its window each one
            is, counted along rows: int32; the first one among equals.
        """
        return NotImplemented

    def max_pool_grad(self, gy, indexes, in_size, ksize, stride, pad):
        """Gradient of ``max_pool`` by x, (N, C, *in_size)."""
        return NotImplemented

    def upsample(self, x, indexes, out_size, ksize, stride, pad):
        """Inverse of ``max_pool``: each number at its place, zero elsewhere."""
        return NotImplemented

    def upsample_grad(self, gy, indexes, ksize, stride, pad):
        """Gradient of ``upsample`` by x: the numbers at ``indexes``, of their shape."""
        return NotImplemented

    def unpool(self, x, out_size, ksize, stride, pad):
        """Each number of x over its whole window, summed where windows overlap."""
        return NotImplemented

    def unpool_grad(self, gy, ksize, stride, pad):
        """Gradient of ``unpool`` by x: the sum of each window."""
        return NotImplemented

    def resize(self, x, out_size, align_corners):
        """Bilinear interpolation of x (N, C, H, W) to (N, C, *out_size).

        The corner pixels' centres keep their places with ``align_corners``, the outer
        edges of the map without.
        """
        return NotImplemented

    def resize_grad(self, gy, in_size, align_corners):
        """Gradient of ``resize`` by x, (N, C, *in_size)."""
        return NotImplemented

    def average_pool(self, x, ksize, stride, pad, out_size):
        """Mean of each window of x, zeros of the padding among it: (N, C, *out_size).
        """
        return NotImplemented

    def average_pool_grad(self, gy, in_size, ksize, stride, pad):
        """Gradient of ``average_pool`` by x, (N, C, *in_size)."""
        return NotImplemented

    def relu_grad(self, gy, y):
        """Gradient of ReLU by its input: gy where its result y > 0, else 0."""
        return NotImplemented

    def joins_normalization(self, x, w, gamma, beta):
        """Whether ``batch_normalize`` takes a ReLU with it after this convolution."""
        return False

    def batch_normalize(self, x, gamma, beta, eps, relu=False):
        """Normalizes x (N, C, H, W) by the batch's own mean and variance.

        ``gamma`` and ``beta`` (C,) may have another dtype than x. Returns y as x, and
        mean, variance (biased) and 1 / sqrt(variance + eps), (C,) each, in the wider
        dtype of the two.
        """
        return NotImplemented

    def batch_normalize_grad(self, x, gamma, gy, mean, inv_std, y=None):
        """Gradients of ``batch_normalize`` by x, gamma and beta, given that by y.

        ``y`` is given where a ReLU was taken with it.
        """
        return NotImplemented

    def normalize(self, x, gamma, beta, mean, var, eps):
        """Normalizes x (N, C, H, W) by given statistics (C,)."""
        return NotImplemented

    def softmax_cross_entropy(self, score, labels):
        """Sum over pixels of -log softmax at the labels, and its gradient.

        ``score`` (N, K, H, W) contiguous, ``labels`` (N, H, W) integers.
        """
        return NotImplemented

    def softmax_binary_cross_entropy(self, score, labels):
        """Sum over pixels and classes of -log p or -log(1 - p), and its gradient.

        With p the softmax and arguments as in ``softmax_cross_entropy``.
        """
        return NotImplemented
