"""What operators mean, merges, shapes, and reductions, from PyTorch."""
import torch
import torch.nn.functional as F

from golden import case, values, whole, write


def layer(definition, function, *inputs, options=None, differentiate=None, names=('x',)):
    return case(
        definition,
        lambda t: {'y': function(*[t[name] for name in names])},
        inputs=dict(zip(names, inputs)),
        options=options,
        differentiate=differentiate,
    )


def plain(definition, function, x=None, **options):
    return layer(definition, function, values(2, 3, 4, scale=2) if x is None else x, options=options or None)


def pair(definition, function, a=None, b=None, differentiate=None):
    a, b = values(2, 3, 4, scale=2) if a is None else a, values(3, 1, scale=2) if b is None else b
    return layer(definition, function, a, b, names=('a', 'b'), differentiate=differentiate)


def merge(definition, function, **options):
    """Any number of values: the harness checks their gradients by differences."""
    x = values(3, 2, 4, scale=2)
    return layer(definition, lambda x: function(x.unbind(0)), x, options=options or None, differentiate=[])


def positive(*shape):
    return values(*shape).abs() + 0.1


def waves(x):
    """e^(iωt) by complex numbers: sines are imaginary, cosines real."""
    time, channels = x.shape[-2:]
    frequency = torch.exp(-torch.arange(0, channels, 2) / channels * torch.log(torch.tensor(10000.0)))
    z = torch.polar(torch.ones(time, channels // 2), torch.arange(time)[:, None] * frequency)
    return x + torch.cat([z.imag, z.real], -1)


def nails(x):
    """A transposed convolution whose kernel is 1 in its first place."""
    channels = x.shape[-1]
    kernel = torch.zeros(channels, 1, 2, 3)
    kernel[:, :, 0, 0] = 1
    return F.conv_transpose2d(x.movedim(-1, 1), kernel, stride=(2, 3), groups=channels).movedim(1, -1)


def where_marked(x, mask):
    return torch.stack([row[places].mean(0) for row, places in zip(x.flatten(1, 2), mask.flatten(1))])


integers = lambda *shape: torch.randint(-9, 10, shape)
# No two of the places are equal, and none is near a whole number of divisors.
a, b = torch.tensor([[7.3, -7.3, 5.5], [-0.4, 2.25, -9.1]]), torch.tensor([2.0, -1.5, 4.0])
yes = torch.tensor([[True, False, True], [False, False, True]])
some = torch.tensor([True, True, False])
x = values(2, 5, 6, 3, scale=2)
mask = torch.rand(2, 5, 6) < 0.5

cases = [
    plain('abs', torch.abs),
    plain('cos', torch.cos),
    plain('sin', torch.sin),
    plain('exp', torch.exp),
    plain('floor', torch.floor),
    plain('log', torch.log, positive(2, 5)),
    plain('log1p', torch.log1p, positive(2, 5) - 0.9),
    plain('negative', torch.neg),
    plain('sign', torch.sign),
    plain('sqrt', torch.sqrt, positive(2, 5)),
    plain('square', torch.square),
    plain('rescale', lambda x: torch.add(torch.tensor(0.25), x, alpha=-1.5), by=-1.5, offset=0.25),
    merge('add', lambda xs: torch.stack(xs).sum(0)),
    merge('average', lambda xs: torch.stack(xs).mean(0)),
    merge('multiply', lambda xs: torch.stack(xs).prod(0)),
    merge('maximum', lambda xs: torch.stack(xs).amax(0)),
    merge('minimum', lambda xs: torch.stack(xs).amin(0)),
    merge('concat', lambda xs: torch.cat(xs, -1)),
    merge('concat', lambda xs: torch.cat(xs, 0), axis=-2),
    pair('subtract', torch.sub),
    pair('divide', torch.div),
    pair('power', torch.pow, positive(2, 3), values(3)),
    pair('floor_divide', lambda a, b: torch.div(a, b, rounding_mode='floor'), a, b, differentiate=[]),
    pair('remainder', torch.remainder, a, b, differentiate=['a']),
    pair('matrix_product', torch.matmul, values(2, 3, 4), values(2, 4, 5)),
    pair('matrix_product', torch.matmul, values(2, 2, 3, 4), values(4, 5)),
    layer('dot', lambda a, b: (a * b).sum(-1, keepdim=True), values(2, 3, 4), values(2, 3, 4), names=('a', 'b')),
    layer(
        'dot',
        lambda a, b: F.cosine_similarity(a, b, -1)[..., None],
        values(2, 3, 4),
        values(2, 3, 4),
        names=('a', 'b'),
        options={'cosine': True},
    ),
    *[
        pair(name, function, torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]]), torch.tensor([2.0, 2.0, 1.0]), differentiate=[])
        for name, function in [
            ('equal', torch.eq),
            ('not_equal', torch.ne),
            ('less', torch.lt),
            ('less_equal', torch.le),
            ('greater', torch.gt),
            ('greater_equal', torch.ge),
        ]
    ],
    pair('logical_and', torch.logical_and, yes, some, differentiate=[]),
    pair('logical_or', torch.logical_or, yes, some, differentiate=[]),
    layer('logical_not', torch.logical_not, yes, differentiate=[]),
    layer('where', torch.where, yes, values(2, 3), values(3), names=('condition', 'a', 'b')),
    *[
        plain(name, function, **({} if axes is None else {'axis': axes}), **({'keep': True} if keep else {}))
        for name, reduce in [('sum', torch.sum), ('mean', torch.mean), ('max', torch.amax), ('min', torch.amin)]
        for axes, keep in [([-1], False), ([-2], True), ([-1, -2], False)]
        for function in [lambda x, reduce=reduce, axes=axes, keep=keep: reduce(x, axes, keep)]
    ],
    layer('argmax', lambda x: x.argmax(-1), values(3, 5), differentiate=[]),
    layer('argmax', lambda x: x.argmax(-2), values(3, 5, 2), options={'axis': -2}, differentiate=[]),
    layer('one_hot', lambda x: F.one_hot(x, 5).double(), whole(5, 2, 3), options={'classes': 5}),
    plain('slice', lambda x: x[..., 1:3, 2], axes=[-2, -1], start=[1, 2], size=[2, 1], drop=[-1]),
    plain('transpose', lambda x: x.mT),
    plain('permute', lambda x: x.permute(0, 2, 3, 1), values(2, 3, 4, 2), order=[-2, -1, -3]),
    plain('flatten', lambda x: x.flatten(1)),
    plain('reshape', lambda x: x.reshape(2, 6, 2), to=[6, 2]),
    plain('repeat_vector', lambda x: x[:, None].expand(-1, 3, -1), values(2, 4), times=3),
    plain('crop', lambda x: x[:, 1:-2, 0:-1], values(2, 5, 4, 2), amount=[1, 0], after=[2, 1]),
    plain('pad', lambda x: F.pad(x, (0, 0, 2, 2, 1, 1), value=0.5), values(2, 3, 2, 2), amount=[1, 2], value=0.5),
    plain('global_avg_pool', lambda x: x.mean((1, 2)), x),
    layer('global_avg_pool', where_marked, x, mask, names=('x', 'mask')),
    plain('global_max_pool', lambda x: x.amax((1, 2)), x),
    plain('bed_of_nails', nails, values(2, 2, 3, 2), size=[2, 3]),
    plain('sinusoidal_positions', waves, values(2, 7, 6)),
    case(
        'positional_embedding',
        lambda t: {'y': t['x'] + F.embedding(torch.arange(3), t['table'])},
        inputs={'x': values(2, 3, 4)},
        parameters={'table': values(5, 4)},
        options={'length': 5},
    ),
]
write('layers', 'arithmetic', {'cases': cases})
