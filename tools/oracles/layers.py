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


def transposed(shape, filters, size, stride, padding, groups=1):
    rank = len(shape) - 2
    return case(
        f'conv{rank}d_transpose',
        lambda t: {
            'y': last(
                conv_transpose[rank](
                    first(t['x']), kernel(t['kernel']), t['bias'], stride, 0 if padding == 'valid' else padding, groups=groups
                )
            )
        },
        inputs={'x': values(*shape)},
        parameters={'kernel': values(*size, filters // groups, shape[-1]), 'bias': values(filters)},
        options={'filters': filters, 'kernel': list(size), 'stride': stride, 'padding': padding, 'groups': groups},
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
    pool('adaptive_avg_pool2d', lambda x: F.adaptive_avg_pool2d(x, (3, 2)), (2, 7, 4, 2), {'size': [3, 2]}),
    pool('adaptive_max_pool2d', lambda x: F.adaptive_max_pool2d(x, 3), (1, 5, 2, 2), {'size': 3}),
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
]
write('layers', 'layers', {'cases': cases})
