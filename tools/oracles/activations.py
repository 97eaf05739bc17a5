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
def sparsemax(x):
    # The simplex projection as its paper has it: of the sorted scores those are in the support whose rank says so.
    sorted_, _ = torch.sort(x, -1, descending=True)
    ranks = torch.arange(1, x.shape[-1] + 1)
    inside = 1 + ranks * sorted_ > torch.cumsum(sorted_, -1)
    count = inside.sum(-1, keepdim=True)
    tau = (torch.where(inside, sorted_, torch.zeros(())).sum(-1, keepdim=True) - 1) / count
    return torch.clamp(x - tau, min=0)


def sparse_plus(x):
    return torch.where(x <= -1, torch.zeros(()), torch.where(x < 1, (x + 1) ** 2 / 4, x))


# What PyTorch does not have, written down from the papers; and what has weights or two modes.
cases += [
    *points('identity', lambda x: x * 1),
    *points('squareplus', lambda x: (x + torch.sqrt(x ** 2 + 4)) / 2, x=line),
    *points('sparse_plus', sparse_plus),
    *points('sparse_sigmoid', lambda x: torch.clamp((x + 1) / 2, 0, 1)),
    *points('sparsemax', sparsemax, x=values(5, 4)),
    *points('rrelu', lambda x: F.rrelu(x, 0.1, 0.3), {'low': 0.1, 'high': 0.3}),
    *points('swish', lambda x: x * torch.sigmoid(1.5 * x), {'beta': 1.5}),
    case(
        'swish',
        lambda t: {'y': t['x'] * torch.sigmoid((0.5 + t['offset']) * t['x'])},
        inputs={'x': values(4, 3, scale=2)},
        parameters={'offset': torch.tensor(0.75)},
        options={'beta': 0.5, 'learnable': True},
    ),
    case(
        'prelu',
        lambda t: {'y': F.prelu(t['x'], t['shared_slope'].reshape(1))},
        inputs={'x': values(4, 3, scale=2)},
        parameters={'shared_slope': torch.tensor(0.25)},
        options={'shared': True},
    ),
    case(
        'maxout',
        lambda t: {'y': (t['x'] @ t['kernel'] + t['bias']).reshape(2, 3, 4, 3).amax(-1)},
        inputs={'x': values(2, 3, 5)},
        parameters={'kernel': values(5, 12), 'bias': values(12)},
        options={'units': 4, 'pieces': 3},
    ),
]
write('activations', 'activations', {'cases': cases})
