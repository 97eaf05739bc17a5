"""Activations and their derivatives from PyTorch."""
import torch
import torch.nn.functional as F

from golden import case, values, write

line = torch.linspace(-6.05, 5.95, 25)
far = torch.tensor([-1e4, -90.0, -30.0, 30.0, 90.0, 1e4])


def points(definition, function, options=None, x=None):
    return [
        case(definition, lambda t: {'y': function(t['x'])}, inputs={'x': x.clone()}, options=options)
        for x in ([line, far] if x is None else [x])
    ]


cases = [
    *points('sigmoid', torch.sigmoid),
    *points('hard_sigmoid', F.hardsigmoid),
    *points('tanh', torch.tanh),
    *points('hard_tanh', F.hardtanh),
    *points('softsign', F.softsign),
    *points('relu', F.relu),
    *points('relu6', F.relu6),
    *points('leaky_relu', F.leaky_relu),
    *points('leaky_relu', lambda x: F.leaky_relu(x, 0.2), {'slope': 0.2}),
    *points('elu', F.elu),
    *points('elu', lambda x: F.elu(x, 0.7), {'alpha': 0.7}),
    *points('celu', lambda x: F.celu(x, 1.5), {'alpha': 1.5}),
    *points('selu', F.selu),
    *points('softplus', F.softplus),
    *points('softplus', lambda x: F.softplus(x, beta=2, threshold=200), {'beta': 2}),
    *points('threshold', lambda x: F.threshold(x, 0.3, -1.5), {'threshold': 0.3, 'value': -1.5}),
    *points('gelu', F.gelu),
    *points('gelu', lambda x: F.gelu(x, approximate='tanh'), {'approximate': 'tanh'}),
    *points('gelu', lambda x: x * torch.sigmoid(1.702 * x), {'approximate': 'sigmoid'}),
    *points('silu', F.silu),
    *points('mish', F.mish, x=line),
    *points('hard_swish', F.hardswish),
    *points('softshrink', F.softshrink),
    *points('hardshrink', lambda x: F.hardshrink(x, 0.8), {'width': 0.8}),
    *points('tanh_shrink', F.tanhshrink),
    *points('log_sigmoid', F.logsigmoid),
    *points('exponential', torch.exp, x=line),
    *points('softmax', lambda x: F.softmax(x, -1), x=values(4, 5, scale=3)),
    *points('softmax', lambda x: F.softmax(x, -2), {'axis': -2}, x=values(2, 3, 4, scale=3)),
    *points('log_softmax', lambda x: F.log_softmax(x, -1), x=values(4, 5, scale=3)),
    *points('glu', lambda x: F.glu(x, -1), x=values(3, 8, scale=2)),
    *points('geglu', lambda x: x[..., :4] * F.gelu(x[..., 4:]), x=values(3, 8, scale=2)),
    *points('swiglu', lambda x: x[..., :4] * F.silu(x[..., 4:]), x=values(3, 8, scale=2)),
    case(
        'prelu',
        lambda t: {'y': F.prelu(t['x'], t['slope'])},
        inputs={'x': values(4, 3, scale=2)},
        parameters={'slope': torch.tensor([0.25, -0.5, 0.1])},
    ),
]
write('activations', 'activations', {'cases': cases})
