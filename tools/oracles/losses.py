"""Losses and their gradients from PyTorch, one number for each example."""
import torch
import torch.nn.functional as F

from golden import case, values, whole, write


def per_example(x):
    return x.reshape(x.shape[0], -1).mean(1)


def loss(definition, function, prediction, target, options=None):
    return case(
        definition,
        lambda t: {'loss': function(t['prediction'], t['target'])},
        inputs={'prediction': prediction, 'target': target},
        options=options,
        differentiate=['prediction'],
    )


def numbers(definition, function, options=None, prediction=None, target=None):
    return loss(
        definition,
        lambda x, t: per_example(function(x, t)),
        values(3, 4, scale=2) if prediction is None else prediction,
        values(3, 4, scale=2) if target is None else target,
        options,
    )


positive = lambda: values(3, 4).abs() + 0.1
signs = lambda *shape: 2.0 * whole(2, *shape) - 1
probabilities = lambda *shape: torch.round(F.softmax(values(*shape), -1) * 1000) / 1000


def ctc(blank, masked):
    """Targets with repeats and of lengths 4, 3, 2 and 0; padding of ours is the blank, of PyTorch's anything."""
    labels = [[1, 2, 2, 3], [3, 1, 1], [2, 2], []]
    time = 9
    lengths = torch.tensor([9, 7, 6, 4]) if masked else torch.full((4,), time)
    target = torch.tensor([row + [blank] * (4 - len(row)) for row in labels])
    mask = torch.arange(time)[None] < lengths[:, None]
    return case(
        'ctc',
        lambda t: {
            'loss': F.ctc_loss(
                F.log_softmax(t['prediction'], -1).transpose(0, 1),
                t['target'],
                lengths,
                torch.tensor([len(row) for row in labels]),
                blank=blank,
                reduction='none',
            )
        },
        inputs={'prediction': values(4, time, 5, scale=2), 'target': target, **({'mask': mask} if masked else {})},
        options={'blank': blank},
        differentiate=['prediction'],
    )


def circle(x, labels, gamma=5, margin=0.3):
    """Sun et al. 2020, equations 6 to 8, with each example as an anchor; the weights are constants to the gradient."""
    unit = F.normalize(x, dim=-1)
    losses = []
    for i in range(len(x)):
        others = [j for j in range(len(x)) if j != i]
        s_p = torch.stack([unit[i] @ unit[j] for j in others if labels[j] == labels[i]] or [torch.tensor(-torch.inf)])
        s_n = torch.stack([unit[i] @ unit[j] for j in others if labels[j] != labels[i]] or [torch.tensor(-torch.inf)])
        a_p = F.relu(1 + margin - s_p.detach())
        a_n = F.relu(s_n.detach() + margin)
        positive = torch.exp(-gamma * a_p * (s_p - (1 - margin))).sum() if torch.isfinite(s_p).all() else torch.tensor(0.0)
        negative = torch.exp(gamma * a_n * (s_n - margin)).sum() if torch.isfinite(s_n).all() else torch.tensor(0.0)
        losses.append(torch.log(1 + negative * positive))
    return torch.stack(losses)


def smooth_l1(x, t):
    return F.huber_loss(x, t, reduction='none', delta=0.7)


def focal(x, t, gamma):
    """Lin et al. 2017, equation 4, of several classes: the probability of the target is e to the minus cross-entropy."""
    entropy = F.cross_entropy(x, t, reduction='none')
    return (1 - torch.exp(-entropy)) ** gamma * entropy


def binary_focal(x, t, gamma, alpha):
    """Equation 5, as in torchvision."""
    entropy = F.binary_cross_entropy_with_logits(x, t, reduction='none')
    p = torch.sigmoid(x)
    p_t = p * t + (1 - p) * (1 - t)
    return (alpha * t + (1 - alpha) * (1 - t)) * (1 - p_t) ** gamma * entropy


def tversky(x, t, alpha, beta, smooth=1e-6):
    """Salehi et al. 2017, equation 3; with both weights 1/2 it is the dice coefficient, but for what keeps it finite."""
    t = F.one_hot(t, x.shape[-1]) if t.dtype == torch.int64 else t
    x, t = x.flatten(1), t.flatten(1)
    right, superfluous, missing = (x * t).sum(1), (x * (1 - t)).sum(1), ((1 - x) * t).sum(1)
    return 1 - (right + smooth) / (right + alpha * superfluous + beta * missing + smooth)


cases = [
    loss('cross_entropy', lambda x, t: F.cross_entropy(x, t, reduction='none'), values(5, 4, scale=3), whole(4, 5)),
    loss(
        'cross_entropy',
        lambda x, t: F.cross_entropy(x, t, reduction='none', label_smoothing=0.1),
        values(5, 4, scale=3),
        whole(4, 5),
        {'label_smoothing': 0.1},
    ),
    loss('cross_entropy', lambda x, t: F.cross_entropy(x, t, reduction='none'), values(5, 4, scale=3), probabilities(5, 4)),
    loss(
        'cross_entropy',
        lambda x, t: per_example(F.cross_entropy(x.permute(0, 3, 1, 2), t, reduction='none')),
        values(2, 3, 2, 4, scale=2),
        whole(4, 2, 3, 2),
    ),
    numbers(
        'binary_cross_entropy',
        lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction='none'),
        prediction=values(3, 4, scale=20),
        target=values(3, 4).abs().clamp(0, 1),
    ),
    numbers('mean_squared_error', lambda x, t: F.mse_loss(x, t, reduction='none')),
    numbers('mean_absolute_error', lambda x, t: F.l1_loss(x, t, reduction='none')),
    numbers('huber', smooth_l1, {'delta': 0.7}),
    numbers('poisson', lambda x, t: F.poisson_nll_loss(x, t, log_input=True, reduction='none'), {'log_rate': True}, target=positive()),
    numbers(
        'poisson',
        lambda x, t: F.poisson_nll_loss(x, t, log_input=False, eps=1e-7, reduction='none'),
        prediction=positive(),
        target=positive(),
    ),
    loss(
        'kl_divergence',
        lambda x, t: F.kl_div(F.log_softmax(x, -1), t, reduction='none').sum(-1),
        values(3, 4, scale=2),
        probabilities(3, 4),
    ),
    loss('cosine_similarity', lambda x, t: -F.cosine_similarity(x, t, -1), values(3, 4), values(3, 4)),
    loss(
        'categorical_hinge',
        lambda x, t: F.relu(1 + x.masked_fill(F.one_hot(t, 4).bool(), float('-inf')).max(1).values - x.gather(1, t[:, None])[:, 0]),
        values(6, 4, scale=2),
        whole(4, 6),
    ),
    ctc(blank=0, masked=False),
    ctc(blank=4, masked=True),
    loss('circle', circle, values(6, 3), torch.tensor([0, 1, 0, 2, 1, 0]), {'gamma': 5, 'margin': 0.3}),
    numbers('hinge', lambda x, t: F.hinge_embedding_loss(x * t, -torch.ones_like(x), margin=1, reduction='none'), target=signs(3, 4)),
    numbers('squared_hinge', lambda x, t: F.relu(1 - x * t) ** 2, target=signs(3, 4)),
    numbers('log_cosh', lambda x, t: torch.log(torch.cosh(x - t))),
    numbers('mean_absolute_percentage_error', lambda x, t: 100 * F.l1_loss(x, t, reduction='none') / t.abs(), target=positive()),
    numbers(
        'mean_squared_logarithmic_error',
        lambda x, t: F.mse_loss(torch.log(1 + x), torch.log(1 + t), reduction='none'),
        prediction=positive(),
        target=positive(),
    ),
    loss('focal', lambda x, t: focal(x, t, 2), values(5, 4, scale=2), whole(4, 5)),
    loss('focal', lambda x, t: focal(x, t, 0.7), values(5, 4, scale=2), whole(4, 5), {'gamma': 0.7}),
    numbers('binary_focal', lambda x, t: binary_focal(x, t, 2, 0.25), target=whole(2, 3, 4).double()),
    numbers('binary_focal', lambda x, t: binary_focal(x, t, 1.5, 0.6), {'gamma': 1.5, 'alpha': 0.6}, target=whole(2, 3, 4).double()),
    loss('dice', lambda x, t: tversky(x, t, 0.5, 0.5, 5e-7), probabilities(3, 5), probabilities(3, 5)),
    loss('dice', lambda x, t: tversky(x, t, 0.5, 0.5, 5e-7), probabilities(2, 5, 3), whole(3, 2, 5)),
    loss('tversky', lambda x, t: tversky(x, t, 0.3, 0.7), probabilities(3, 5), probabilities(3, 5), {'alpha': 0.3, 'beta': 0.7}),
]
write('losses', 'losses', {'cases': cases})
