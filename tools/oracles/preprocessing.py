"""What preprocessing makes of a training part and of other examples, by NumPy in float64. Needs no PyTorch."""
import json
import pathlib

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
random = np.random.default_rng(20240229)
# Correlated features of unlike sizes, [examples, 2, 2, 2] as small images of two channels; and others that nothing is fitted on.
mix = random.normal(size=(8, 8)) * np.array([1, 30, 3, 0.1, 8, 1, 5, 2])
examples = np.round(random.normal(size=(50, 8)) @ mix + 20 * random.normal(size=8), 3).reshape(50, 2, 2, 2)
train, test = examples[:40], examples[40:]
axes = {'channel': (0, 1, 2), 'feature': (0,), 'all': (0, 1, 2, 3)}
cases = []


def add(code, definition, options, result):
    digits = [float(f'{value:.9g}') for value in result.reshape(-1)]
    cases.append({'code': code, 'definition': definition, 'options': options, 'shape': list(result.shape), 'expect': digits})


for per, over in axes.items():
    mean = train.mean(axis=over, keepdims=True)
    std = train.std(axis=over, keepdims=True)
    low, high = train.min(axis=over, keepdims=True), train.max(axis=over, keepdims=True)
    add(f'centre(per: {per})', 'centre', {'per': per}, test - mean)
    add(f'standardize(per: {per})', 'standardize', {'per': per}, (test - mean) / std)
    add(f'min_max(-1, 1, per: {per})', 'minMax', {'low': -1, 'high': 1, 'per': per}, -1 + 2 * (test - low) / (high - low))
add('scale(1 / 255, offset: -0.5)', 'scale', {'by': 1 / 255, 'offset': -0.5}, test / 255 - 0.5)

flat = train.reshape(40, 8)
mean = flat.mean(axis=0)
values, vectors = np.linalg.eigh(np.cov(flat.T, bias=True))
order = np.argsort(values)[::-1]
values, vectors = values[order], vectors[:, order]
# An axis has no sign of its own: as in Neurite, its largest component is positive.
vectors = vectors * np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(8)])
centred = test.reshape(10, 8) - mean
epsilon = 0.01
add('pca(3)', 'pca', {'components': 3}, centred @ vectors[:, :3])
add('whiten(pca, epsilon: 0.01)', 'whiten', {'method': 'pca', 'epsilon': epsilon},
    (centred @ vectors / np.sqrt(values + epsilon)).reshape(test.shape))
add('whiten(zca, epsilon: 0.01)', 'whiten', {'method': 'zca', 'epsilon': epsilon},
    (centred @ vectors / np.sqrt(values + epsilon) @ vectors.T).reshape(test.shape))

folder = ROOT / 'packages/data/golden'
folder.mkdir(exist_ok=True)
content = {
    'source': f'NumPy {np.__version__}',
    'train': {'shape': list(train.shape), 'data': train.reshape(-1).tolist()},
    'test': {'shape': list(test.shape), 'data': test.reshape(-1).tolist()},
}
lines = ',\n'.join(json.dumps(case) for case in cases)
(folder / 'preprocessing.json').write_text(json.dumps(content)[:-1] + f', "cases": [\n{lines}\n]}}\n')
