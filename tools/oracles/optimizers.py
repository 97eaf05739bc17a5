"""A hundred steps of PyTorch's optimizers on f(w) = Σ a(w − b)² + sin w, from one start; w is a vector or a matrix."""
import torch

from golden import digits, listed, values, write

scale = torch.tensor([0.5, 1.0, 2.0, 4.0, 0.1, 10.0])
centre = values(6, scale=2)
start = values(6, scale=3)


def trajectory(make, shape):
    w = start.clone().reshape(shape).requires_grad_(True)
    optimizer = make([w])
    path = []
    for step in range(1, 101):
        optimizer.zero_grad()
        (scale * (w.flatten() - centre) ** 2 + torch.sin(w.flatten())).sum().backward()
        optimizer.step()
        if step in (1, 2, 10, 50, 100):
            path.append({'step': step, 'w': digits(listed(w.flatten()))})
    return path


def run(definition, make, **options):
    return {'definition': definition, 'shape': [6], 'options': options, 'path': trajectory(make, [6])}


class Plain(torch.optim.Optimizer):
    """An optimizer as its paper writes it, for those that this version of PyTorch lacks, or has wrong."""

    def __init__(self, parameters, rule, **settings):
        super().__init__(parameters, settings)
        self.rule = rule

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group['params']:
                state = self.state[w]
                state['t'] = state.get('t', 0) + 1
                self.rule(w, w.grad, state, **{k: v for k, v in group.items() if k != 'params'})


def nadam(w, g, state, rate, beta1=0.9, beta2=0.999, epsilon=1e-8, psi=0.004):
    """Dozat 2016. PyTorch before 2.0 takes the product of the momenta one factor too far."""
    t = state['t']
    m = state['m'] = beta1 * state.get('m', 0) + (1 - beta1) * g
    v = state['v'] = beta2 * state.get('v', 0) + (1 - beta2) * g * g
    mu = [beta1 * (1 - 0.5 * 0.96 ** (psi * i)) for i in range(1, t + 2)]
    until, beyond = 1.0, 1.0
    for factor in mu:
        until, beyond = beyond, beyond * factor
    mean = mu[-1] * m / (1 - beyond) + (1 - mu[-2]) * g / (1 - until)
    w -= rate * mean / (torch.sqrt(v / (1 - beta2**t)) + epsilon)


def lion(w, g, state, rate, beta1=0.9, beta2=0.99, decay=0.0):
    """Chen et al. 2023, algorithm 2."""
    m = state.get('m', torch.zeros_like(w))
    w -= rate * (torch.sign(beta1 * m + (1 - beta1) * g) + decay * w)
    state['m'] = beta2 * m + (1 - beta2) * g


def lamb(w, g, state, rate, beta1=0.9, beta2=0.999, epsilon=1e-6, decay=0.0):
    """You et al. 2019, algorithm 2, with φ the identity."""
    t = state['t']
    m = state['m'] = beta1 * state.get('m', 0) + (1 - beta1) * g
    v = state['v'] = beta2 * state.get('v', 0) + (1 - beta2) * g * g
    r = m / (1 - beta1**t) / (torch.sqrt(v / (1 - beta2**t)) + epsilon) + decay * w
    w -= rate * w.norm() / r.norm() * r


def root_mean_square(x):
    return float((x * x).mean() ** 0.5)


def adafactor(w, g, state, rate, decay=-0.8, clip=1.0, epsilon=1e-30, smallest=1e-3):
    """Shazeer, Stern 2018, algorithms 4 and 5."""
    t = state['t']
    beta = 1 - t**decay
    squares = g * g + epsilon
    if w.dim() == 1:
        v = state['v'] = beta * state.get('v', 0) + (1 - beta) * squares
    else:
        r = state['r'] = beta * state.get('r', 0) + (1 - beta) * squares.sum(1)
        c = state['c'] = beta * state.get('c', 0) + (1 - beta) * squares.sum(0)
        v = torch.outer(r, c) / r.sum()
    u = g / torch.sqrt(v)
    u = u / max(1, root_mean_square(u) / clip)
    w -= max(smallest, root_mean_square(w)) * min(rate, t**-0.5) * u


def ftrl(w, g, state, rate, l1=0.0, l2=0.0, beta=0.0, initial=0.1):
    """McMahan et al. 2013, algorithm 1; as in TensorFlow n begins at `initial`, and w where it is."""
    n = state.get('n', torch.full_like(w, initial))
    sigma = (torch.sqrt(n + g * g) - torch.sqrt(n)) / rate
    z = state['z'] = state.get('z', 0) + g - sigma * w
    n = state['n'] = n + g * g
    w.copy_(torch.where(z.abs() <= l1, torch.zeros(()), -(z - z.sign() * l1) / ((beta + n.sqrt()) / rate + l2)))


def muon(w, g, state, rate, momentum=0.95, nesterov=True, decay=0.01, iterations=5, beta1=0.9, beta2=0.95, epsilon=1e-8):
    """Jordan et al. 2024, with the sizes of Liu et al. 2025; vectors by AdamW."""
    w *= 1 - rate * decay
    if w.dim() == 1:
        t = state['t']
        m = state['m'] = beta1 * state.get('m', 0) + (1 - beta1) * g
        v = state['v'] = beta2 * state.get('v', 0) + (1 - beta2) * g * g
        w -= rate * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)).sqrt() + epsilon)
        return
    buffer = state['buffer'] = momentum * state.get('buffer', 0) + g
    x = g + momentum * buffer if nesterov else buffer
    x = x / (x.norm() + 1e-7)
    if x.shape[0] > x.shape[1]:
        x = x.T
    for _ in range(iterations):
        a = x @ x.T
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    w -= rate * 0.2 * max(w.shape) ** 0.5 * (x if x.shape == w.shape else x.T)


def plain(definition, rule, shape=(6,), **options):
    path = trajectory(lambda p: Plain(p, rule, **options), shape)
    return {'definition': definition, 'shape': list(shape), 'options': options, 'path': path}


O = torch.optim
cases = [
    run('sgd', lambda p: O.SGD(p, lr=0.01), rate=0.01),
    run('sgd', lambda p: O.SGD(p, lr=0.01, momentum=0.9), rate=0.01, momentum=0.9),
    run('sgd', lambda p: O.SGD(p, lr=0.01, momentum=0.9, nesterov=True), rate=0.01, momentum=0.9, nesterov=True),
    run('adam', lambda p: O.Adam(p, lr=0.05), rate=0.05),
    run('adam', lambda p: O.Adam(p, lr=0.05, betas=(0.5, 0.9), eps=1e-3), rate=0.05, beta1=0.5, beta2=0.9, epsilon=1e-3),
    run('adamw', lambda p: O.AdamW(p, lr=0.05, weight_decay=0.1), rate=0.05, decay=0.1),
    run('adamax', lambda p: O.Adamax(p, lr=0.05), rate=0.05),
    run('rmsprop', lambda p: O.RMSprop(p, lr=0.01, alpha=0.9), rate=0.01, rho=0.9),
    run('rmsprop', lambda p: O.RMSprop(p, lr=0.01, alpha=0.95, momentum=0.8), rate=0.01, rho=0.95, momentum=0.8),
    run('adagrad', lambda p: O.Adagrad(p, lr=0.5), rate=0.5),
    run('adadelta', lambda p: O.Adadelta(p, lr=1.0), rate=1.0),
    plain('nadam', nadam, rate=0.05),
    plain('lion', lion, rate=0.01, decay=0.1),
    plain('lamb', lamb, rate=0.02, decay=0.01),
    run('adam', lambda p: O.Adam(p, lr=0.05, amsgrad=True), rate=0.05, amsgrad=True),
    run('adamw', lambda p: O.AdamW(p, lr=0.05, weight_decay=0.1, amsgrad=True), rate=0.05, decay=0.1, amsgrad=True),
    run(
        'rmsprop',
        lambda p: O.RMSprop(p, lr=0.01, alpha=0.9, momentum=0.5, centered=True),
        rate=0.01,
        rho=0.9,
        momentum=0.5,
        centred=True,
    ),
    plain('adafactor', adafactor, rate=0.05),
    plain('adafactor', adafactor, shape=(2, 3), rate=0.05, decay=-0.5, clip=0.7),
    plain('ftrl', ftrl, rate=0.5),
    plain('ftrl', ftrl, rate=0.5, l1=2.0, l2=0.3, beta=1.0, initial=0.2),
    plain('muon', muon, rate=0.02),
    plain('muon', muon, shape=(2, 3), rate=0.02),
    plain('muon', muon, shape=(3, 2), rate=0.02, nesterov=False, decay=0.1, iterations=3),
]
write(
    'optimizers',
    'optimizers',
    {'problem': {'scale': listed(scale), 'centre': listed(centre), 'start': listed(start)}, 'cases': cases},
)
