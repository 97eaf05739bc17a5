"""What the oracles share: reproducible inputs, cases in the form that the tests read, and small files.

A case has the form of a documented example (`code`, `options`, `inputs`, `parameters`, `state`, `training`, `expect`), and
besides `cotangents` by output and the `gradients` that they give, by input or parameter. All of it is computed in float64.
"""
import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)
torch.manual_seed(20240229)
ROOT = pathlib.Path(__file__).resolve().parents[2]


def values(*shape, scale=1.0, shift=0.0):
    """Normal values with few digits, so that the file is small and says exactly what was used."""
    return torch.round((torch.randn(shape) * scale + shift) * 1000) / 1000


def whole(high, *shape):
    return torch.randint(0, high, shape)


def listed(x):
    return x.detach().tolist() if isinstance(x, torch.Tensor) else x


def digits(x):
    if isinstance(x, list):
        return [digits(y) for y in x]
    return x if isinstance(x, (bool, int)) else float(f'{x:.10g}')


def table(tensors):
    return {name: digits(listed(x)) for name, x in tensors.items()}


def case(definition, run, inputs=None, parameters=None, state=None, options=None, training=False, differentiate=None):
    """Runs `run(tensors)`, which gives outputs by name (`state mean` for renewed state), and differentiates it."""
    tables = {'inputs': inputs or {}, 'parameters': parameters or {}, 'state': state or {}}
    tensors = {name: x for given in tables.values() for name, x in given.items()}
    wanted = differentiate if differentiate is not None else [
        name for name, x in tensors.items()
        if name not in tables['state'] and isinstance(x, torch.Tensor) and x.is_floating_point()
    ]
    for name in wanted:
        tensors[name].requires_grad_(True)
    outputs = run(tensors)
    cotangents = {name: values(*y.shape) for name, y in outputs.items() if not name.startswith('state ')}
    result = {
        'definition': definition,
        'code': definition,
        **({'options': options} if options else {}),
        **{name: table(given) for name, given in tables.items() if given},
        **({'training': True} if training else {}),
        'expect': table(outputs),
    }
    if wanted:
        total = sum((outputs[name] * cotangent).sum() for name, cotangent in cotangents.items())
        gradients = torch.autograd.grad(total, [tensors[name] for name in wanted])
        result['cotangents'] = table(cotangents)
        result['gradients'] = table(dict(zip(wanted, gradients)))
    return result


def write(package, name, content):
    folder = ROOT / 'packages' / package / 'golden'
    folder.mkdir(exist_ok=True)
    text = json.dumps({'source': f'PyTorch {torch.__version__}', **content}, separators=(',', ':'))
    (folder / f'{name}.json').write_text(text + '\n')
