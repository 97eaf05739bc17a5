"""Objectives of pretraining from PyTorch, for the stage of the tests: a code of tanh(x · W), decoded by the same weights."""
import torch
import torch.nn.functional as F

from golden import case, values, write


def objective(definition, function, x, w, **options):
    return case(
        definition,
        lambda t: {'loss': function(t['x'], t['W'])},
        inputs={'x': x},
        parameters={'W': w},
        options=options or None,
        differentiate=['W'],
    )


def squared(x, w):
    return F.mse_loss(torch.tanh(x @ w) @ w.T, x, reduction='none').mean(1)


def crossed(x, w):
    return F.binary_cross_entropy_with_logits(torch.tanh(x @ w) @ w.T, x, reduction='none').mean(1)


def contraction(x, w):
    """The whole Jacobian of each example, by automatic differentiation."""
    encode = lambda row: torch.tanh(row @ w)
    jacobians = [torch.autograd.functional.jacobian(encode, row, create_graph=True) for row in x]
    return torch.stack([torch.linalg.matrix_norm(j) ** 2 for j in jacobians])


def sparsity(x, w, rho):
    """By PyTorch's own divergence of two Bernoulli distributions."""
    on = torch.tanh(x @ w).mean(0)
    B = torch.distributions.Bernoulli
    return torch.distributions.kl_divergence(B(torch.tensor(rho)), B(on)).sum()


x, w = values(4, 3), values(3, 2)
between = torch.round(torch.rand(4, 3) * 1000) / 1000
positive = values(3, 2).abs() + 0.1
cases = [
    objective('autoencoder', squared, x, w),
    objective('autoencoder', crossed, between, w.detach().clone(), reconstruction='cross_entropy'),
    objective('contractive_autoencoder', lambda x, w: squared(x, w) + 0.3 * contraction(x, w), values(4, 3), values(3, 2), weight=0.3),
    objective(
        'sparse_autoencoder',
        lambda x, w: squared(x, w) + 0.4 * sparsity(x, w, 0.1),
        between.clone(),
        positive,
        sparsity=0.1,
        weight=0.4,
    ),
]
write('pretraining', 'pretraining', {'cases': cases})
