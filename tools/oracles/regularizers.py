"""Penalties and constraints of weights from PyTorch. What goes into a unit are all axes but the last."""
import torch
import torch.nn.functional as F

from golden import case, values, write


def penalty(definition, function, *shape, **options):
    return case(definition, lambda t: {'penalty': function(t['w'])}, parameters={'w': values(*shape)}, options=options)


def constraint(definition, function, *shape, **options):
    w = values(*shape)
    # Units of different lengths, so that some are within a limit and others are not.
    w = torch.round(w * torch.linspace(0.1, 2, shape[-1]) * 1000) / 1000
    return case(definition, lambda t: {'w': function(t['w'])}, parameters={'w': w}, options=options or None, differentiate=[])


def lengths(w):
    return torch.linalg.vector_norm(w, dim=tuple(range(w.dim() - 1)), keepdim=True)


def gram(w):
    matrix = w.reshape(-1, w.shape[-1])
    matrix = matrix if matrix.shape[0] >= matrix.shape[1] else matrix.T
    return torch.linalg.matrix_norm(matrix.T @ matrix - torch.eye(matrix.shape[1])) ** 2


cases = [
    penalty('l1', lambda w: 0.3 * torch.linalg.vector_norm(w, 1), 3, 4, strength=0.3),
    penalty('l2', lambda w: 0.3 * torch.linalg.vector_norm(w) ** 2, 2, 3, 4, strength=0.3),
    penalty(
        'l1_l2',
        lambda w: 0.2 * torch.linalg.vector_norm(w, 1) + 0.7 * torch.linalg.vector_norm(w) ** 2,
        3,
        4,
        l1=0.2,
        l2=0.7,
    ),
    penalty('orthogonal', lambda w: 0.5 * gram(w), 5, 3, strength=0.5),
    penalty('orthogonal', lambda w: 0.5 * gram(w), 2, 5, strength=0.5),
    penalty('orthogonal', lambda w: 0.5 * gram(w), 2, 2, 3, 4, strength=0.5),
    constraint('max_norm', lambda w: w * lengths(w).clamp(max=1.5) / lengths(w), 3, 3, 2, 5, limit=1.5),
    constraint('unit_norm', lambda w: F.normalize(w, dim=0), 4, 5),
    constraint('min_max_norm', lambda w: w * lengths(w).clamp(1, 2) / lengths(w), 4, 5, low=1, high=2),
    constraint(
        'min_max_norm',
        lambda w: torch.lerp(w, w * lengths(w).clamp(1, 2) / lengths(w), 0.25),
        2,
        3,
        5,
        low=1,
        high=2,
        strength=0.25,
    ),
    constraint('non_neg', F.relu, 4, 5),
]
write('regularizers', 'regularizers', {'cases': cases})
