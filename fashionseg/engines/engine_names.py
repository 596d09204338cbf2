"""What engines, and precisions of them, are called."""

# Whose arithmetic trains and, with 'chainer' below, computes labels.
ENGINES = ('auto', 'chainer', 'numpy', 'aten')
# What computes labels.
INFERENCE_ENGINES = ('auto', 'chainer', 'onnxruntime', 'openvino')
PRECISIONS = ('float32', 'bfloat16', 'float16')
