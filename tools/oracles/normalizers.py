"""Normalizers from PyTorch: channels last here, second there. Batch norm in both modes, and its statistics after many batches."""
import torch
import torch.nn.functional as F

from golden import case, digits, listed, values, write


def first(x):
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def affine(channels):
    return {'scale': values(channels, shift=1.0), 'shift': values(channels)}


def moving(channels):
    return {'mean': values(channels), 'variance': values(channels).abs() + 0.5}


def batch_norm(shape, momentum, training):
    def run(t):
        # The moments are buffers that PyTorch renews in place.
        mean, variance = t['mean'].clone(), t['variance'].clone()
        y = last(F.batch_norm(first(t['x']), mean, variance, t['scale'], t['shift'], training, 1 - momentum, 1e-5))
        return {'y': y, **({'state mean': mean, 'state variance': variance} if training else {})}

    return case(
        'batch_norm',
        run,
        inputs={'x': values(*shape, scale=2, shift=1)},
        parameters=affine(shape[-1]),
        state=moving(shape[-1]),
        options={'momentum': momentum},
        training=training,
    )


def plain(definition, function, shape, options=None, parameters=None):
    return case(
        definition,
        lambda t: {'y': function(t)},
        inputs={'x': values(*shape, scale=2, shift=1)},
        parameters=affine(shape[-1]) if parameters is None else parameters,
        options=options,
    )


def weight_norm(*shape):
    return case(
        'weight_norm',
        # PyTorch counts the axis that stays, and takes outputs first where we have them last.
        lambda t: {'y': torch._weight_norm(t['w'], t['length'].reshape([1] * (len(shape) - 1) + [-1]), len(shape) - 1)},
        inputs={'w': values(*shape)},
        parameters={'length': values(shape[-1], shift=2)},
    )


def spectral_norm(*shape):
    # The norm of PyTorch comes from a singular value decomposition and is differentiated as such; ours has the direction given.
    w = values(*shape)
    direction = torch.linalg.svd(w.reshape(-1, shape[-1]), full_matrices=False).Vh[0]
    return case(
        'spectral_norm',
        lambda t: {'y': t['w'] / torch.linalg.matrix_norm(t['w'].reshape(-1, shape[-1]), 2)},
        inputs={'w': w},
        state={'direction': direction},
    )


def after_many_batches(batches=50):
    norm = torch.nn.BatchNorm1d(3, momentum=0.1)
    xs = [values(8, 3, scale=2, shift=1) for _ in range(batches)]
    for x in xs:
        norm(x)
    return {
        'inputs': digits([listed(x) for x in xs]),
        'mean': digits(listed(norm.running_mean)),
        'variance': digits(listed(norm.running_var)),
    }


cases = [
    batch_norm((8, 3), 0.9, True),
    batch_norm((8, 3), 0.9, False),
    batch_norm((4, 3, 2, 3), 0.75, True),
    batch_norm((4, 3, 2, 3), 0.75, False),
    plain('layer_norm', lambda t: F.layer_norm(t['x'], (5,), t['scale'], t['shift'], 1e-5), (2, 3, 5)),
    plain('layer_norm', lambda t: F.layer_norm(t['x'], (5,), t['scale'], t['shift'], 1e-5), (1, 5)),
    plain(
        'instance_norm',
        lambda t: last(F.instance_norm(first(t['x']), weight=t['scale'], bias=t['shift'], eps=1e-5)),
        (2, 4, 3, 2),
    ),
    plain(
        'group_norm',
        lambda t: last(F.group_norm(first(t['x']), 2, t['scale'], t['shift'], 1e-5)),
        (2, 3, 2, 6),
        {'groups': 2},
    ),
    plain(
        'local_response_norm',
        lambda t: last(F.local_response_norm(first(t['x']), 3, alpha=0.5, beta=0.75, k=2.0)),
        (2, 2, 2, 6),
        {'size': 3, 'alpha': 0.5, 'k': 2},
        {},
    ),
    plain(
        'local_response_norm',
        lambda t: last(F.local_response_norm(first(t['x']), 4, alpha=0.5, beta=0.5)),
        (2, 3, 6),
        {'size': 4, 'alpha': 0.5, 'beta': 0.5},
        {},
    ),
    weight_norm(5, 4),
    weight_norm(3, 3, 2, 4),
    spectral_norm(6, 4),
    spectral_norm(3, 3, 2, 5),
]
many = after_many_batches()


def rms_norm(t):
    """Zhang, Sennrich 2019, equation 4."""
    return t['x'] / (torch.linalg.vector_norm(t['x'], dim=-1, keepdim=True) ** 2 / t['x'].shape[-1] + 1e-6) ** 0.5 * t['scale']


cases += [
    plain('rms_norm', rms_norm, (2, 3, 5), parameters={'scale': values(5, shift=1.0)}),
    plain('rms_norm', rms_norm, (2, 6), parameters={'scale': values(6)}),
    # In one group, and one for each channel.
    plain(
        'group_norm',
        lambda t: last(F.group_norm(first(t['x']), 1, t['scale'], t['shift'], 1e-5)),
        (2, 3, 4),
        {'groups': 1},
    ),
]
write('normalizers', 'normalizers', {'cases': cases, 'many': many})
