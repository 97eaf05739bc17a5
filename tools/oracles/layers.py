"""Convolutions, pooling, recurrent layers and attention from PyTorch. Channels are last here and second there; kernels are turned."""
import torch
import torch.nn.functional as F

from golden import case, values, whole, write


def first(x):
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def kernel(k):
    """[...size, in / groups, out] → [out, in / groups, ...size], as PyTorch has it; transposed kernels alike."""
    return k.movedim(-1, 0).movedim(-1, 1)


conv = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
conv_transpose = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}


def convolution(shape, filters, size, **options):
    """Padding is a number or `valid`: `same` with strides pads differently in PyTorch."""
    rank = len(shape) - 2
    groups = options.get('groups', 1)
    settings = {
        'stride': options.get('stride', 1),
        'padding': 0 if options['padding'] == 'valid' else options['padding'],
        'dilation': options.get('dilation', 1),
        'groups': groups,
    }
    return case(
        f'conv{rank}d',
        lambda t: {'y': last(conv[rank](first(t['x']), kernel(t['kernel']), t['bias'], **settings))},
        inputs={'x': values(*shape)},
        parameters={'kernel': values(*size, shape[-1] // groups, filters), 'bias': values(filters)},
        options={'filters': filters, 'kernel': list(size), **options},
    )


def transposed(shape, filters, size, stride, padding, groups=1, dilation=1):
    rank = len(shape) - 2
    return case(
        f'conv{rank}d_transpose',
        lambda t: {
            'y': last(
                conv_transpose[rank](
                    first(t['x']), kernel(t['kernel']), t['bias'], stride, 0 if padding == 'valid' else padding, groups=groups, dilation=dilation
                )
            )
        },
        inputs={'x': values(*shape)},
        parameters={'kernel': values(*size, filters // groups, shape[-1]), 'bias': values(filters)},
        options={
            'filters': filters,
            'kernel': list(size),
            'stride': stride,
            'padding': padding,
            'groups': groups,
            'dilation': dilation,
        },
    )


def depthwise(shape, size, multiplier, **options):
    rank = len(shape) - 2
    channels = shape[-1]
    settings = {'stride': options.get('stride', 1), 'padding': options['padding'], 'groups': channels}
    return case(
        f'depthwise_conv{rank}d',
        lambda t: {'y': last(conv[rank](first(t['x']), kernel(t['kernel']), t['bias'], **settings))},
        inputs={'x': values(*shape)},
        parameters={'kernel': values(*size, 1, channels * multiplier), 'bias': values(channels * multiplier)},
        options={'kernel': list(size), 'multiplier': multiplier, **options},
    )


def separable(shape, filters, size, multiplier, **options):
    rank = len(shape) - 2
    channels = shape[-1]

    def run(t):
        each = conv[rank](first(t['x']), kernel(t['depthwise']), None, 1, options['padding'], groups=channels)
        return {'y': last(conv[rank](each, kernel(t['pointwise']), t['bias']))}

    return case(
        f'separable_conv{rank}d',
        run,
        inputs={'x': values(*shape)},
        parameters={
            'depthwise': values(*size, 1, channels * multiplier),
            'pointwise': values(*[1] * rank, channels * multiplier, filters),
            'bias': values(filters),
        },
        options={'filters': filters, 'kernel': list(size), 'multiplier': multiplier, **options},
    )


def unpool(shape, size, stride, padding):
    """Values go back where PyTorch's own pool found its maxima; windows do not overlap, for there PyTorch keeps only one value."""
    settings = {'kernel_size': size, 'stride': stride, 'padding': padding}
    positions = values(*shape)
    pooled, indices = F.max_pool2d(first(positions), return_indices=True, **settings)
    return case(
        'max_unpool',
        lambda t: {'y': last(F.max_unpool2d(first(t['x']), indices, output_size=shape[1:3], **settings))},
        inputs={'x': values(*last(pooled).shape), 'positions': positions},
        options={'size': size, 'stride': stride, 'padding': padding},
        differentiate=['x'],
    )


def pool(definition, function, shape, options):
    return case(definition, lambda t: {'y': last(function(first(t['x'])))}, inputs={'x': values(*shape)}, options=options)


functions = {'rnn': torch.rnn_tanh, 'relu': torch.rnn_relu, 'lstm': torch.lstm, 'gru': torch.gru}


def recurrent(definition, reverse=False, relu=False):
    """Weights of ours are turned into PyTorch's, whose second bias is only ours where ours has one."""
    time, channels, units = 5, 3, 4
    gates = {'rnn': 1, 'lstm': 4, 'gru': 3}[definition]
    names = ['initial', 'initial_cell'] if definition == 'lstm' else ['initial']

    def run(t):
        weights = [t['kernel'].T, t['recurrent'].T, t['bias'], t.get('recurrent_bias', torch.zeros(gates * units))]
        x = t['x'].flip(1) if reverse else t['x']
        start = [t[name][None] for name in names]
        function = functions['relu' if relu else definition]
        y, *last_states = function(
            x, start if definition == 'lstm' else start[0], weights, True, 1, 0.0, False, False, True
        )
        outputs = {'y': y.flip(1) if reverse else y, 'last': last_states[0][0]}
        return {**outputs, 'cell': last_states[1][0]} if definition == 'lstm' else outputs

    parameters = {
        'kernel': values(channels, gates * units),
        'recurrent': values(units, gates * units),
        'bias': values(gates * units),
        **({'recurrent_bias': values(gates * units)} if definition == 'gru' else {}),
    }
    inputs = {'x': values(2, time, channels), **{name: values(2, units) for name in names}}
    options = {'units': units, **({'reverse': True} if reverse else {}), **({'activation': 'relu'} if relu else {})}
    return case(definition, run, inputs=inputs, parameters=parameters, options=options)


def masked_recurrent(definition):
    """A mask of the first times of each example: what follows them changes nothing."""
    time, channels, units = 4, 3, 2
    gates = {'lstm': 4, 'gru': 3}[definition]
    lengths = torch.tensor([4, 2, 3])
    mask = torch.arange(time)[None] < lengths[:, None]

    def run(t):
        second = t.get('recurrent_bias', torch.zeros(gates * units))
        weights = [t['kernel'].T, t['recurrent'].T, t['bias'], second]
        start = torch.zeros(1, 1, units)
        states = []
        # One by one, each as long as it is.
        for x, length in zip(t['x'], lengths):
            given = (start, start) if definition == 'lstm' else start
            _, *state = functions[definition](x[None, :length], given, weights, True, 1, 0.0, False, False, True)
            states.append([each[0, 0] for each in state])
        outputs = {'last': torch.stack([s[0] for s in states])}
        return {**outputs, 'cell': torch.stack([s[1] for s in states])} if definition == 'lstm' else outputs

    parameters = {
        'kernel': values(channels, gates * units),
        'recurrent': values(units, gates * units),
        'bias': values(gates * units),
        **({'recurrent_bias': values(gates * units)} if definition == 'gru' else {}),
    }
    inputs = {'x': values(3, time, channels), 'mask': mask}
    return case(definition, run, inputs=inputs, parameters=parameters, options={'units': units})


def heads_of(x, heads):
    return x.unflatten(-1, (heads, -1)).movedim(-2, 1)


def turned(x):
    """Rotary positions by complex numbers: channel i of the first half and of the second are one number."""
    half = x.shape[-1] // 2
    angles = torch.arange(x.shape[-2])[:, None] / 10000 ** (torch.arange(half) / half)
    z = torch.complex(x[..., :half], x[..., half:]) * torch.polar(torch.ones_like(angles), angles)
    return torch.cat([z.real, z.imag], -1)


def grouped(heads, groups, rotary):
    """Key and value heads repeated for the query heads that share them."""
    channels, time = 8, 3
    kept = channels // groups

    def run(t):
        q, k, v = [
            heads_of(t['x'] @ t[name], n)
            for name, n in [('query', heads), ('key', heads // groups), ('value', heads // groups)]
        ]
        q, k = (turned(q), turned(k)) if rotary else (q, k)
        k, v = k.repeat_interleave(groups, 1), v.repeat_interleave(groups, 1)
        scores = q @ k.transpose(-1, -2) / (channels // heads) ** 0.5
        y = torch.softmax(scores, -1) @ v
        return {'y': y.movedim(1, -2).flatten(-2) @ t['output']}

    return case(
        'multi_head_attention',
        run,
        inputs={'x': values(2, time, channels)},
        parameters={
            'query': values(channels, channels),
            'key': values(channels, kept),
            'value': values(channels, kept),
            'output': values(channels, channels),
        },
        options={'heads': heads, 'groups': groups, 'rotary': rotary, 'bias': False},
    )


def cross_attention():
    channels, memory, heads = 4, 3, 2
    net = torch.nn.MultiheadAttention(channels, heads, kdim=memory, vdim=memory, batch_first=True)
    mask = torch.tensor([[True, True, True, False, True], [False, True, True, False, False]])

    def run(t):
        weights = {
            'q_proj_weight': t['query'].T,
            'k_proj_weight': t['key'].T,
            'v_proj_weight': t['value'].T,
            'in_proj_bias': torch.cat([t['query_bias'], t['key_bias'], t['value_bias']]),
            'out_proj.weight': t['output'].T,
            'out_proj.bias': t['output_bias'],
        }
        given = (t['x'], t['memory'], t['memory'])
        return {'y': torch.nn.utils.stateless.functional_call(net, weights, given, {'key_padding_mask': ~mask})[0]}

    parameters = {}
    for name, size in [('query', channels), ('key', memory), ('value', memory), ('output', channels)]:
        parameters[name] = values(size, channels)
        parameters[f'{name}_bias'] = values(channels)
    return case(
        'cross_attention',
        run,
        inputs={'x': values(2, 3, channels), 'memory': values(2, 5, memory), 'mask': mask},
        parameters=parameters,
        options={'heads': heads},
    )


def plain_attention(causal):
    def run(t):
        scores = t['x'] @ t['key'].transpose(1, 2) / 3**0.5
        if causal:
            scores = scores.masked_fill(torch.triu(torch.ones(4, 4, dtype=torch.bool), 1), -torch.inf)
        return {'y': torch.softmax(scores, -1) @ t['value']}

    inputs = {'x': values(2, 4, 3), 'key': values(2, 4, 3), 'value': values(2, 4, 5)}
    return case('attention', run, inputs=inputs, options={'causal': causal})


def attention(causal, masked):
    channels, heads, time = 6, 2, 4
    net = torch.nn.MultiheadAttention(channels, heads, batch_first=True)
    mask = torch.tensor([[True, True, True, False], [True, True, False, False]])

    def run(t):
        weights = {
            'in_proj_weight': torch.cat([t['query'].T, t['key'].T, t['value'].T]),
            'in_proj_bias': torch.cat([t['query_bias'], t['key_bias'], t['value_bias']]),
            'out_proj.weight': t['output'].T,
            'out_proj.bias': t['output_bias'],
        }
        settings = {
            'attn_mask': torch.triu(torch.ones(time, time, dtype=torch.bool), 1) if causal else None,
            'key_padding_mask': ~mask if masked else None,
        }
        return {'y': torch.nn.utils.stateless.functional_call(net, weights, (t['x'], t['x'], t['x']), settings)[0]}

    parameters = {}
    for name in ['query', 'key', 'value', 'output']:
        parameters[name] = values(channels, channels)
        parameters[f'{name}_bias'] = values(channels)
    return case(
        'multi_head_attention',
        run,
        inputs={'x': values(2, time, channels), **({'mask': mask} if masked else {})},
        parameters=parameters,
        options={'heads': heads, 'causal': causal},
    )


cases = [
    case(
        'dense',
        lambda t: {'y': F.linear(t['x'], t['kernel'].T, t['bias'])},
        inputs={'x': values(2, 3, 4)},
        parameters={'kernel': values(4, 5), 'bias': values(5)},
        options={'units': 5},
    ),
    case(
        'embedding',
        lambda t: {'y': F.embedding(t['x'], t['table'])},
        inputs={'x': whole(6, 3, 4)},
        parameters={'table': values(6, 3)},
        options={'size': 6, 'units': 3},
    ),
    convolution((2, 7, 4), 3, (3,), padding=1, stride=2),
    convolution((2, 9, 4), 4, (3,), padding='valid', dilation=3, groups=2),
    convolution((2, 6, 5, 3), 4, (3, 3), padding=1),
    convolution((2, 7, 6, 4), 6, (3, 2), padding='valid', stride=[2, 1], groups=2),
    convolution((1, 8, 9, 2), 3, (3, 3), padding=2, dilation=2),
    convolution((2, 4, 4, 5, 2), 3, (2, 3, 2), padding=1, stride=2),
    transposed((2, 4, 3), 2, (3,), 2, 1),
    transposed((2, 3, 4, 3), 2, (3, 3), 2, 1),
    transposed((2, 3, 4, 4), 2, (4, 2), 2, 'valid', groups=2),
    transposed((1, 2, 3, 2, 2), 3, (2, 2, 2), 1, 'valid'),
    pool('max_pool', lambda x: F.max_pool2d(x, 2), (2, 6, 5, 3), {'size': 2}),
    pool('max_pool', lambda x: F.max_pool2d(x, 3, 2, 1), (2, 7, 6, 2), {'size': 3, 'stride': 2, 'padding': 1}),
    pool('max_pool', lambda x: F.max_pool2d(x, 3, 2, ceil_mode=True), (1, 8, 7, 2), {'size': 3, 'stride': 2, 'ceil': True}),
    pool('max_pool', lambda x: F.max_pool1d(x, 3), (2, 9, 2), {'size': 3}),
    pool('max_pool', lambda x: F.max_pool3d(x, 2), (1, 4, 4, 4, 2), {'size': 2}),
    pool('avg_pool', lambda x: F.avg_pool2d(x, 2), (2, 6, 5, 3), {'size': 2}),
    pool(
        'avg_pool',
        lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False),
        (2, 7, 6, 2),
        {'size': 3, 'stride': 2, 'padding': 1},
    ),
    pool('avg_pool', lambda x: F.avg_pool1d(x, 3, 2), (2, 9, 2), {'size': 3, 'stride': 2}),
    pool('adaptive_avg_pool', lambda x: F.adaptive_avg_pool2d(x, (3, 2)), (2, 7, 4, 2), {'size': [3, 2]}),
    pool('adaptive_max_pool', lambda x: F.adaptive_max_pool2d(x, 3), (1, 5, 2, 2), {'size': 3}),
    pool('upsample', lambda x: F.interpolate(x, scale_factor=3, mode='nearest'), (1, 2, 3, 2), {'size': 3}),
    pool(
        'upsample',
        lambda x: F.interpolate(x, scale_factor=(2, 3), mode='bilinear'),
        (1, 4, 3, 2),
        {'size': [2, 3], 'method': 'linear'},
    ),
    pool('pad', lambda x: F.pad(x, (2, 2, 1, 1), mode='reflect'), (1, 4, 5, 2), {'amount': [1, 2], 'mode': 'reflect'}),
    recurrent('rnn'),
    recurrent('rnn', relu=True),
    recurrent('lstm'),
    recurrent('lstm', reverse=True),
    recurrent('gru'),
    recurrent('gru', reverse=True),
    attention(causal=False, masked=False),
    attention(causal=True, masked=True),
    transposed((2, 4, 3, 4), 2, (2, 3), 2, 1, groups=2, dilation=2),
    depthwise((2, 7, 3), (3,), 2, padding=1, stride=2),
    depthwise((2, 5, 6, 2), (3, 2), 3, padding='valid'),
    separable((2, 6, 3), 4, (3,), 2, padding='valid'),
    separable((1, 5, 4, 2), 3, (3, 3), 1, padding='valid'),
    unpool((2, 6, 4, 2), 2, 2, 0),
    unpool((1, 7, 5, 2), 3, 3, 1),
    pool('adaptive_avg_pool', lambda x: F.adaptive_avg_pool1d(x, 3), (2, 7, 2), {'size': 3}),
    pool('adaptive_max_pool', lambda x: F.adaptive_max_pool3d(x, (2, 3, 1)), (1, 4, 5, 3, 2), {'size': [2, 3, 1]}),
    pool('resize', lambda x: F.interpolate(x, (5, 2), mode='bilinear'), (1, 3, 7, 2), {'size': [5, 2]}),
    pool('resize', lambda x: F.interpolate(x, (4, 5, 2), mode='trilinear'), (1, 3, 2, 4, 1), {'size': [4, 5, 2]}),
    pool(
        'resize',
        lambda x: F.interpolate(x, (5, 3), mode='nearest-exact'),
        (1, 3, 7, 2),
        {'size': [5, 3], 'method': 'nearest'},
    ),
    pool('pad', lambda x: F.pad(x, (1, 3, 0, 2), mode='replicate'), (1, 4, 5, 2), {'amount': [0, 1], 'after': [2, 3], 'mode': 'edge'}),
    masked_recurrent('lstm'),
    masked_recurrent('gru'),
    grouped(heads=4, groups=2, rotary=False),
    grouped(heads=4, groups=4, rotary=True),
    cross_attention(),
    plain_attention(causal=False),
    plain_attention(causal=True),
]
write('layers', 'layers', {'cases': cases})
