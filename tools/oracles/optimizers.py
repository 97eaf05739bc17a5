"""A hundred steps of PyTorch's optimizers on f(w) = Σ a(w − b)² + sin w, from one start."""
import torch

from golden import digits, listed, values, write

scale = torch.tensor([0.5, 1.0, 2.0, 4.0, 0.1, 10.0])
centre = values(6, scale=2)
start = values(6, scale=3)


def trajectory(make):
    w = start.clone().requires_grad_(True)
    optimizer = make([w])
    path = []
    for step in range(1, 101):
        optimizer.zero_grad()
        (scale * (w - centre) ** 2 + torch.sin(w)).sum().backward()
        optimizer.step()
        if step in (1, 2, 10, 50, 100):
            path.append({'step': step, 'w': digits(listed(w))})
    return path


def run(definition, make, **options):
    return {'definition': definition, 'options': options, 'path': trajectory(make)}


O = torch.optim
cases = [
    run('sgd', lambda p: O.SGD(p, lr=0.01), rate=0.01),
    run('sgd', lambda p: O.SGD(p, lr=0.01, momentum=0.9), rate=0.01, momentum=0.9),
    run('sgd', lambda p: O.SGD(p, lr=0.01, momentum=0.9, nesterov=True), rate=0.01, momentum=0.9, nesterov=True),
    run('adam', lambda p: O.Adam(p, lr=0.05), rate=0.05),
    run('adam', lambda p: O.Adam(p, lr=0.05, betas=(0.5, 0.9), eps=1e-3), rate=0.05, beta1=0.5, beta2=0.9, epsilon=1e-3),
    run('adamw', lambda p: O.AdamW(p, lr=0.05, weight_decay=0.1), rate=0.05, decay=0.1),
    run('adamax', lambda p: O.Adamax(p, lr=0.05), rate=0.05),
    run('nadam', lambda p: O.NAdam(p, lr=0.05), rate=0.05),
    run('rmsprop', lambda p: O.RMSprop(p, lr=0.01, alpha=0.9), rate=0.01, rho=0.9),
    run('rmsprop', lambda p: O.RMSprop(p, lr=0.01, alpha=0.95, momentum=0.8), rate=0.01, rho=0.95, momentum=0.8),
    run('adagrad', lambda p: O.Adagrad(p, lr=0.5), rate=0.5),
    run('adadelta', lambda p: O.Adadelta(p, lr=1.0), rate=1.0),
]
write(
    'optimizers',
    'optimizers',
    {'problem': {'scale': listed(scale), 'centre': listed(centre), 'start': listed(start)}, 'cases': cases},
)
