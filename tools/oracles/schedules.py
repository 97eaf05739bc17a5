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
    {'definition': 'constant', 'options': {'factor': 0.3}, 'factors': factors(lambda o: S.ConstantLR(o, 0.3, 1000))},
    # PyTorch counts the steps between the first rate and the last, and Neurite those on the way up.
    {'definition': 'warmup', 'options': {'duration': 40}, 'factors': factors(lambda o: S.LinearLR(o, 1 / 40, 1, 39), 40)},
    {
        'definition': 'inverse_time',
        'options': {'every': 20, 'decay': 0.5},
        'factors': factors(lambda o: S.LambdaLR(o, lambda t: 1 / (1 + 0.5 * t / 20))),
    },
    # PyTorch's peak is one step before the part that it is told of, and its last rate at the last step and not after it.
    {
        'definition': 'one_cycle',
        'options': {'rise': 0.3, 'start': 0.04, 'end': 4e-6},
        'steps': 100,
        'factors': factors(lambda o: S.OneCycleLR(o, 1.0, total_steps=101, pct_start=31 / 101, div_factor=25, final_div_factor=1e4), 101),
    },
]


def plateau(losses, patience, **options):
    """The factor after each of some losses. PyTorch waits for more than `patience` bad epochs, Keras and Neurite for as many."""
    better = options.pop('better', 'lower')
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = S.ReduceLROnPlateau(
        optimizer,
        mode='min' if better == 'lower' else 'max',
        factor=options['factor'],
        patience=patience - 1,
        threshold=options['threshold'],
        threshold_mode='rel',
        cooldown=options['cooldown'],
        min_lr=options['floor'],
        eps=0,
    )
    path = []
    for loss in losses:
        scheduler.step(loss)
        path.append(optimizer.param_groups[0]['lr'])
    return {'options': {'patience': patience, **options}, 'better': better, 'values': losses, 'factors': digits(path)}


# Falls, stays, falls by less than the threshold, rises, and falls again.
fall = [1.0, 0.8, 0.6, 0.5996, 0.5992, 0.5988, 0.7, 0.6, 0.59, 0.59, 0.59, 0.59, 0.3, 0.31, 0.32, 0.33, 0.34, 0.35, 0.36, 0.37]
rise = [round(1 - x, 4) for x in fall]
plateaus = [
    plateau(fall, 2, factor=0.5, threshold=1e-4, cooldown=0, floor=0.0),
    plateau(fall, 2, factor=0.5, threshold=0.01, cooldown=0, floor=0.0),
    plateau(fall, 1, factor=0.1, threshold=0.0, cooldown=0, floor=0.0),
    plateau(fall, 2, factor=0.5, threshold=0.01, cooldown=3, floor=0.0),
    plateau(fall, 1, factor=0.3, threshold=0.05, cooldown=1, floor=0.02),
    plateau(rise, 2, factor=0.5, threshold=0.01, cooldown=2, floor=0.1, better='higher'),
]
write('optimizers', 'schedules', {'cases': cases, 'plateaus': plateaus})
