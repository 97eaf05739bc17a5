"""Factors of PyTorch's schedulers over a hundred steps."""
import torch

from golden import digits, write


def factors(make, steps=100):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = make(optimizer)
    path = []
    for _ in range(steps):
        path.append(optimizer.param_groups[0]['lr'])
        optimizer.step()
        scheduler.step()
    return digits(path)


S = torch.optim.lr_scheduler
cases = [
    {'definition': 'cosine', 'options': {'floor': 0.1}, 'factors': factors(lambda o: S.CosineAnnealingLR(o, 100, 0.1))},
    {
        'definition': 'cosine_restarts',
        'options': {'first': 10, 'growth': 2, 'floor': 0.05},
        'factors': factors(lambda o: S.CosineAnnealingWarmRestarts(o, 10, 2, 0.05)),
    },
    {'definition': 'step', 'options': {'every': 30, 'factor': 0.5}, 'factors': factors(lambda o: S.StepLR(o, 30, 0.5))},
    {'definition': 'exponential', 'options': {'every': 1, 'factor': 0.95}, 'factors': factors(lambda o: S.ExponentialLR(o, 0.95))},
    {
        'definition': 'piecewise',
        'options': {'boundaries': [20, 60], 'factors': [1, 0.3, 0.09]},
        'factors': factors(lambda o: S.MultiStepLR(o, [20, 60], 0.3)),
    },
    {
        'definition': 'polynomial',
        'options': {'power': 2},
        'factors': factors(lambda o: S.LambdaLR(o, lambda t: (1 - t / 100) ** 2)),
    },
]
write('optimizers', 'schedules', {'cases': cases})
