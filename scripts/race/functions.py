"""How each peer computes each function of the catalogue, with the catalogue's defaults and storage that exists before.

A torch forward takes (x, y), a torch gradient (dy, x, y, dx); both write into their last argument. A JAX function takes
x, and its gradient is its own reverse mode, of the same inputs as ours. An ONNX entry is an operator and its attributes.
A NumPy function takes (x, y). A function that a peer lacks, or has with other defaults, is left out.
"""

import math

import jax
import jax.numpy as jnp
import numpy as np
import scipy.special
import torch

aten = torch.ops.aten
nn = torch._C._nn
ALPHA, SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946


def allocating(gradient):
    """A gradient of torch that has no form with given storage: what it returns is the result."""
    gradient.allocates = True
    return gradient


TORCH = {
    "relu": lambda x, y: torch.clamp_min(x, 0, out=y),  # what torch.relu calls, with storage given
    "relu6": lambda x, y: torch.clamp(x, 0, 6, out=y),
    "leaky_relu": lambda x, y: nn.leaky_relu(x, 0.01, out=y),
    "threshold": lambda x, y: torch.threshold(x, 0, 0, out=y),
    "hard_tanh": lambda x, y: torch.clamp(x, -1, 1, out=y),
    "elu": lambda x, y: nn.elu(x, out=y),
    "celu": lambda x, y: nn.elu(x, out=y),
    "selu": lambda x, y: nn.elu(x, ALPHA, SCALE, out=y),
    "sigmoid": lambda x, y: torch.sigmoid(x, out=y),
    "logit": lambda x, y: torch.logit(x, out=y),
    "log_sigmoid": lambda x, y: nn.log_sigmoid(x, out=y),
    "tanh": lambda x, y: torch.tanh(x, out=y),
    "hard_sigmoid": lambda x, y: nn.hardsigmoid(x, out=y),
    "hard_swish": lambda x, y: nn.hardswish(x, out=y),
    "silu": lambda x, y: nn.silu(x, out=y),
    "gelu": lambda x, y: nn.gelu(x, out=y),
    "gelu_tanh": lambda x, y: nn.gelu(x, approximate="tanh", out=y),
    "mish": lambda x, y: nn.mish(x, out=y),
    "softplus": lambda x, y: nn.softplus(x, out=y),
    "soft_shrink": lambda x, y: nn.softshrink(x, out=y),
    "hard_shrink": lambda x, y: aten.hardshrink.out(x, out=y),
    "normal_cdf": lambda x, y: torch.special.ndtr(x, out=y),
    "log_normal_cdf": lambda x, y: torch.special.log_ndtr(x, out=y),
    "exp": lambda x, y: torch.exp(x, out=y),
    "expm1": lambda x, y: torch.expm1(x, out=y),
    "log": lambda x, y: torch.log(x, out=y),
    "log1p": lambda x, y: torch.log1p(x, out=y),
    "erf": lambda x, y: torch.erf(x, out=y),
    "erfc": lambda x, y: torch.erfc(x, out=y),
    "abs": lambda x, y: torch.abs(x, out=y),
    "square": lambda x, y: torch.square(x, out=y),
    "sqrt": lambda x, y: torch.sqrt(x, out=y),
    "reciprocal": lambda x, y: torch.reciprocal(x, out=y),
}

TORCH_GRADIENT = {
    "relu": lambda dy, x, y, dx: aten.threshold_backward.grad_input(dy, y, 0, grad_input=dx),
    "relu6": lambda dy, x, y, dx: aten.hardtanh_backward.grad_input(dy, x, 0, 6, grad_input=dx),
    "leaky_relu": lambda dy, x, y, dx: aten.leaky_relu_backward.grad_input(dy, x, 0.01, False, grad_input=dx),
    "threshold": lambda dy, x, y, dx: aten.threshold_backward.grad_input(dy, x, 0, grad_input=dx),
    "hard_tanh": lambda dy, x, y, dx: aten.hardtanh_backward.grad_input(dy, x, -1, 1, grad_input=dx),
    "elu": lambda dy, x, y, dx: aten.elu_backward.grad_input(dy, 1, 1, 1, False, x, grad_input=dx),
    "celu": lambda dy, x, y, dx: aten.elu_backward.grad_input(dy, 1, 1, 1, False, x, grad_input=dx),
    "selu": lambda dy, x, y, dx: aten.elu_backward.grad_input(dy, ALPHA, SCALE, 1, False, x, grad_input=dx),
    "sigmoid": lambda dy, x, y, dx: aten.sigmoid_backward.grad_input(dy, y, grad_input=dx),
    "logit": lambda dy, x, y, dx: aten.logit_backward.grad_input(dy, x, None, grad_input=dx),
    "tanh": lambda dy, x, y, dx: aten.tanh_backward.grad_input(dy, y, grad_input=dx),
    "hard_sigmoid": lambda dy, x, y, dx: aten.hardsigmoid_backward.grad_input(dy, x, grad_input=dx),
    "hard_swish": allocating(lambda dy, x, y, dx: aten.hardswish_backward(dy, x)),
    "silu": lambda dy, x, y, dx: aten.silu_backward.grad_input(dy, x, grad_input=dx),
    "gelu": lambda dy, x, y, dx: aten.gelu_backward.grad_input(dy, x, grad_input=dx),
    "gelu_tanh": lambda dy, x, y, dx: aten.gelu_backward.grad_input(dy, x, approximate="tanh", grad_input=dx),
    "mish": allocating(lambda dy, x, y, dx: aten.mish_backward(dy, x)),
    "softplus": lambda dy, x, y, dx: aten.softplus_backward.grad_input(dy, x, 1, 20, grad_input=dx),
    "soft_shrink": lambda dy, x, y, dx: aten.softshrink_backward.grad_input(dy, x, 0.5, grad_input=dx),
    "hard_shrink": lambda dy, x, y, dx: aten.hardshrink_backward.grad_input(dy, x, 0.5, grad_input=dx),
    "exp": lambda dy, x, y, dx: torch.mul(dy, y, out=dx),
}


def log_sigmoid_gradient(x):
    """Torch's reads what its forward call kept."""
    kept = aten.log_sigmoid_forward(x)[1]
    return lambda dy, x, y, dx: aten.log_sigmoid_backward.grad_input(dy, x, kept, grad_input=dx)


TORCH_GRADIENT_KEEPING = {"log_sigmoid": log_sigmoid_gradient}

JAX = {
    "relu": jax.nn.relu,
    "relu6": jax.nn.relu6,
    "squared_relu": lambda x: jnp.square(jax.nn.relu(x)),
    "leaky_relu": jax.nn.leaky_relu,
    "hard_tanh": jax.nn.hard_tanh,
    "elu": jax.nn.elu,
    "celu": jax.nn.celu,
    "selu": jax.nn.selu,
    "sigmoid": jax.nn.sigmoid,
    "logit": jax.scipy.special.logit,
    "log_sigmoid": jax.nn.log_sigmoid,
    "tanh": jnp.tanh,
    "tanh_shrink": lambda x: x - jnp.tanh(x),
    "hard_sigmoid": jax.nn.hard_sigmoid,
    "hard_swish": jax.nn.hard_swish,
    "silu": jax.nn.silu,
    "gelu": lambda x: jax.nn.gelu(x, approximate=False),
    "gelu_tanh": lambda x: jax.nn.gelu(x, approximate=True),
    "mish": jax.nn.mish,
    "softplus": jax.nn.softplus,
    "squareplus": jax.nn.squareplus,
    "softsign": jax.nn.soft_sign,
    "sparse_plus": jax.nn.sparse_plus,
    # jax.nn.sparse_sigmoid adds 1 first, which in 16 bits makes kinks of what is near them.
    "sparse_sigmoid": lambda x: 0.5 * jnp.clip(x, -1, 1) + 0.5,
    "gaussian": lambda x: jnp.exp(-jnp.square(x)),
    "normal_cdf": jax.scipy.special.ndtr,
    "log_normal_cdf": jax.scipy.special.log_ndtr,
    "exp": jnp.exp,
    "expm1": jnp.expm1,
    "log": jnp.log,
    "log1p": jnp.log1p,
    "log1mexp": lambda x: jax.nn.log1mexp(-x),
    "erf": jax.scipy.special.erf,
    "erfc": jax.scipy.special.erfc,
    "abs": jnp.abs,
    "square": jnp.square,
    "sqrt": jnp.sqrt,
    "reciprocal": lambda x: 1 / x,
    "softmax": lambda x, axis: jax.nn.softmax(x, axis),
    "log_softmax": lambda x, axis: jax.nn.log_softmax(x, axis),
    "logsumexp": lambda x, axis: jax.nn.logsumexp(x, axis),
}

ONNX = {
    "relu": ("Relu", {}),
    "relu6": ("Clip", {"min": 0, "max": 6}),
    "leaky_relu": ("LeakyRelu", {"alpha": 0.01}),
    "thresholded_relu": ("ThresholdedRelu", {"alpha": 1.0}),
    "hard_tanh": ("Clip", {"min": -1, "max": 1}),
    "elu": ("Elu", {"alpha": 1.0}),
    "celu": ("Celu", {"alpha": 1.0}),
    "selu": ("Selu", {}),
    "sigmoid": ("Sigmoid", {}),
    "tanh": ("Tanh", {}),
    "hard_sigmoid": ("HardSigmoid", {"alpha": 1 / 6, "beta": 0.5}),
    "hard_swish": ("HardSwish", {}),
    "scaled_tanh": ("ScaledTanh", {"alpha": 1.7159, "beta": 0.6666666666666666}),
    "silu": ("Swish", {"alpha": 1.0}),
    "quick_gelu": ("QuickGelu", {"alpha": 1.702}),
    "gelu": ("Gelu", {"approximate": "none"}),
    "gelu_tanh": ("Gelu", {"approximate": "tanh"}),
    "mish": ("Mish", {}),
    "softplus": ("Softplus", {}),
    "softsign": ("Softsign", {}),
    "hard_shrink": ("Shrink", {"lambd": 0.5, "bias": 0.0}),
    "soft_shrink": ("Shrink", {"lambd": 0.5, "bias": 0.5}),
    "exp": ("Exp", {}),
    "log": ("Log", {}),
    "erf": ("Erf", {}),
    "abs": ("Abs", {}),
    "sqrt": ("Sqrt", {}),
    "reciprocal": ("Reciprocal", {}),
    "softmax": ("Softmax", {}),
    "log_softmax": ("LogSoftmax", {}),
}
ONNX_DOMAIN = {"QuickGelu": "com.microsoft"}
ONNX_VERSION = {"ScaledTanh": 9, "Swish": 24}  # the last that has it, and the first


def onnx_session(operator, attributes, dtype, x_shape, y_shape, weights=(), threads=1):
    """Of one operator (Gemm with relu behind it), or None where it does not exist for the type."""
    import onnxruntime
    from onnx import helper, numpy_helper

    element = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
    constants = {f"weights{i}": w for i, w in enumerate(weights)}
    if operator == "Clip":
        constants, attributes = {key: np.array(value, dtype) for key, value in attributes.items()}, {}
    domain, result = ONNX_DOMAIN.get(operator, ""), "z" if operator == "Gemm" else "y"
    nodes = [helper.make_node(operator, ["x", *constants], [result], domain=domain, **attributes)]
    if operator == "Gemm":
        nodes.append(helper.make_node("Relu", ["z"], ["y"]))
    graph = helper.make_graph(
        nodes, "cell",
        [helper.make_tensor_value_info("x", element, x_shape)], [helper.make_tensor_value_info("y", element, y_shape)],
        [numpy_helper.from_array(value, key) for key, value in constants.items()])
    sets = {"": ONNX_VERSION.get(operator, 22)} | ({domain: 1} if domain else {})
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid(*one) for one in sets.items()], ir_version=10)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads, settings.inter_op_num_threads = threads, 1
    settings.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(model.SerializeToString(), settings, ["CPUExecutionProvider"])
    except Exception:
        return None


NUMPY = {
    "relu": lambda x, y: np.maximum(x, 0, out=y),
    "sigmoid": scipy.special.expit,
    "logit": scipy.special.logit,
    "log_sigmoid": scipy.special.log_expit,
    "tanh": np.tanh,
    "softplus": lambda x, y: np.logaddexp(x, 0, out=y),
    "normal_cdf": scipy.special.ndtr,
    "log_normal_cdf": scipy.special.log_ndtr,
    "exp": np.exp,
    "expm1": np.expm1,
    "log": np.log,
    "log1p": np.log1p,
    "erf": scipy.special.erf,
    "erfc": scipy.special.erfc,
    "abs": np.abs,
    "square": np.square,
    "sqrt": np.sqrt,
    "reciprocal": np.reciprocal,
}

TORCH_ALONG = {
    "softmax": lambda x, axis, y: torch.softmax(x, axis, out=y),
    "log_softmax": lambda x, axis, y: torch.log_softmax(x, axis, out=y),
    "logsumexp": lambda x, axis, y: torch.logsumexp(x, axis, out=y),
}

TORCH_ALONG_GRADIENT = {
    "softmax": lambda dy, y, axis, dx: aten._softmax_backward_data.out(dy, y, axis, y.dtype, grad_input=dx),
    "log_softmax": lambda dy, y, axis, dx: aten._log_softmax_backward_data.out(dy, y, axis, y.dtype, out=dx),
}

# Gated units by their number in the C interface: the halves' torch calls with storage given, and JAX.
GATED = {
    "glu": (0, lambda x, axis, y: nn.glu(x, axis, out=y), lambda a, b: a * jax.nn.sigmoid(b)),
    "geglu": (2, lambda x, axis, y: gated(nn.gelu, x, axis, y), lambda a, b: jax.nn.gelu(a, approximate=False) * b),
    "swiglu": (4, lambda x, axis, y: gated(nn.silu, x, axis, y), lambda a, b: jax.nn.silu(a) * b),
}


def gated(f, x, axis, y):
    a, b = x.chunk(2, axis)
    f(a, out=y)
    return torch.mul(y, b, out=y)


def gated_gradient(f, dy, x, axis, dx):
    """Of f(a) b: torch has no call for it; f's own backward function is the one that costs."""
    a, b = x.chunk(2, axis)
    da, db = dx.chunk(2, axis)
    forward, backward = f
    forward(a, out=db)
    torch.mul(db, dy, out=db)
    torch.mul(dy, b, out=da)
    backward(da, a, grad_input=da)


GATED_GRADIENT = {
    "glu": lambda dy, x, axis, dx: aten.glu_backward.grad_input(dy, x, axis, grad_input=dx),
    "geglu": lambda *arguments: gated_gradient((nn.gelu, aten.gelu_backward.grad_input), *arguments),
    "swiglu": lambda *arguments: gated_gradient((nn.silu, aten.silu_backward.grad_input), *arguments),
}

def cross_entropy_gradient(x, labels, dx):
    """From what the forward call kept, the logarithms."""
    logarithms, one, dy = torch.log_softmax(x, 1), torch.ones((), dtype=x.dtype), torch.empty_like(x)
    weight = torch.full((), float(len(labels)), dtype=x.dtype)

    def call():
        aten.nll_loss_backward.grad_input(one, logarithms, labels, None, 1, -100, weight, grad_input=dy)
        aten._log_softmax_backward_data.out(dy, logarithms, 1, x.dtype, out=dx)

    return call


def binary_cross_entropy_gradient(x, targets, dx):
    return lambda: torch.sigmoid(x, out=dx).sub_(targets).mul_(1 / x.numel())


# The mean of the losses from logits and targets; what prepares the gradient's call.
TORCH_LOSSES = {
    "binary_cross_entropy": (torch.nn.functional.binary_cross_entropy_with_logits, binary_cross_entropy_gradient),
    "cross_entropy": (torch.nn.functional.cross_entropy, cross_entropy_gradient),
}

JAX_LOSSES = {
    "binary_cross_entropy": lambda x, t: jnp.mean(jax.nn.softplus(x) - t * x),
    "cross_entropy": lambda x, labels: -jnp.mean(
        jnp.take_along_axis(jax.nn.log_softmax(x, 1), labels[:, None], 1)),
}

# Where the values of a function's input come from; the others take normal values of deviation 3.
DOMAIN = {
    "logit": lambda random, n: random.uniform(0.001, 0.999, n),
    "log": lambda random, n: random.uniform(0.001, 100, n),
    "log1p": lambda random, n: random.uniform(-0.999, 100, n),
    "sqrt": lambda random, n: random.uniform(0, 100, n),
    "reciprocal": lambda random, n: random.uniform(0.001, 100, n),
    "log1mexp": lambda random, n: -random.uniform(0.001, 20, n),
}


def values(name, random, n, dtype):
    """The input of a cell; random numbers are made once for a stretch and repeated, so that large cells start soon. Where
    kinks are, whose slope everyone chooses differently, there are none."""
    stretch = DOMAIN.get(name, lambda random, n: random.normal(0, 3, n))(random, min(n, 1 << 20)).astype(dtype)
    if name not in DOMAIN:
        stretch[stretch * 2 % 1 == 0] *= dtype(1.0625)
    return np.tile(stretch, math.ceil(n / len(stretch)))[:n]
