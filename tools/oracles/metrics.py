"""Metrics from scikit-learn and SciPy, weighted examples included."""
import json
import pathlib

import numpy as np
import sklearn
from scipy import special
from sklearn import metrics as m

random = np.random.default_rng(7)
ROOT = pathlib.Path(__file__).resolve().parents[2]
COUNT = 40

scores = np.round(random.normal(size=(COUNT, 4)), 3)
labels = np.where(random.random(COUNT) < 0.6, scores.argmax(1), random.integers(0, 4, COUNT))
single = np.round(random.normal(size=COUNT), 3)
yes = (single + random.normal(size=COUNT) > 0).astype(int)
# On the grid at which the curve is read, so that no two scores fall together which differ; ties there are.
chance = np.round((1 / (1 + np.exp(-single))) * 199) / 199
numbers = np.round(random.normal(size=(COUNT, 3)) + 3, 3)
targets = np.round(numbers + random.normal(size=(COUNT, 3)) * 0.5, 3)
ones, weights = np.ones(COUNT), np.round(random.random(COUNT) * 2, 3)


def case(definition, prediction, target, value, weight=ones, **options):
    return {
        'definition': definition,
        'options': options,
        'prediction': prediction.tolist(),
        'target': target.tolist(),
        'classes': bool(np.issubdtype(target.dtype, np.integer)),
        'weight': weight.tolist(),
        'value': float(f'{value:.12g}'),
    }


def of_classes(definition, function, **options):
    """Each in three ways: the mean over classes, all classes together, and class 1 of a single score."""
    predicted = scores.argmax(1)
    return [
        case(definition, scores, labels, function(labels, predicted, average='macro', sample_weight=weights), weights, **options),
        case(definition, scores, labels, function(labels, predicted, average='micro'), average='micro', **options),
        case(definition, single[:, None], yes, function(yes, single > 0, average='binary'), **options),
        case(definition, single[:, None], yes, function(yes, single > 0.3, average='binary'), threshold=0.3, **options),
    ]


def positions(function):
    """Errors of [batch, 3], each place with the weight of its example."""
    return function(targets.ravel(), numbers.ravel(), sample_weight=np.repeat(weights, 3))


def concordance(x, t, weight):
    """Lin 1989, of weighted moments."""
    x_mean, t_mean = np.average(x, weights=weight), np.average(t, weights=weight)
    (xx, xt), (_, tt) = np.cov(x, t, aweights=weight, ddof=0)
    return 2 * xt / (xx + tt + (x_mean - t_mean) ** 2)


def of_losses():
    """Losses as metrics, weighted."""
    softmax = special.softmax(scores, 1)
    errors = numbers - targets
    signs = 2 * yes - 1
    chances = np.roll(softmax, 1, 0)
    mean = lambda x: np.average(x.reshape(COUNT, -1).mean(1), weights=weights)
    # Half of the deviance is x − t ln x and what depends on t only.
    counts, rates = labels + 1.0, np.abs(single) + 0.1
    deviance = m.mean_poisson_deviance(counts, rates, sample_weight=weights)
    return [
        case('cross_entropy', scores, labels, m.log_loss(labels, softmax, sample_weight=weights), weights),
        case('binary_cross_entropy', single[:, None], yes, m.log_loss(yes, special.expit(single), sample_weight=weights), weights),
        case('hinge', single[:, None], yes, m.hinge_loss(yes, single, sample_weight=weights), weights),
        case('squared_hinge', single[:, None], yes, mean(np.maximum(0, 1 - signs * single) ** 2), weights),
        case('categorical_hinge', scores, labels, m.hinge_loss(labels, scores, sample_weight=weights), weights),
        case('huber', numbers, targets, mean(special.huber(0.5, errors)), weights, delta=0.5),
        case('kl_divergence', scores, chances, mean(special.rel_entr(chances, softmax).sum(1)), weights),
        case('poisson', np.log(rates), counts, deviance / 2 + mean(counts - special.xlogy(counts, counts)), weights, log_rate=True),
    ]


confusion = m.confusion_matrix(yes, single > 0, sample_weight=weights)
cases = [
    case('accuracy', scores, labels, m.accuracy_score(labels, scores.argmax(1), sample_weight=weights), weights),
    case('accuracy', single[:, None], yes, m.accuracy_score(yes, single > 0.2), threshold=0.2),
    case('top_k', scores, labels, m.top_k_accuracy_score(labels, scores, k=2, sample_weight=weights), weights, k=2),
    *of_classes('precision', m.precision_score),
    *of_classes('recall', m.recall_score),
    *of_classes('f1', m.f1_score),
    *of_classes('f1', lambda *a, **k: m.fbeta_score(*a, beta=0.5, **k), beta=0.5),
    *of_classes('mean_iou', m.jaccard_score),
    case('iou', scores, labels, m.jaccard_score(labels, scores.argmax(1), average=None)[2], **{'class': 2}),
    case('auc', chance[:, None], yes, m.roc_auc_score(yes, chance, sample_weight=weights), weights, logits=False),
    case('auc', chance[:, None], yes, m.average_precision_score(yes, chance), logits=False, curve='pr'),
    case('true_negatives', single[:, None], yes, confusion[0, 0], weights),
    case('false_positives', single[:, None], yes, confusion[0, 1], weights),
    case('false_negatives', single[:, None], yes, confusion[1, 0], weights),
    case('true_positives', single[:, None], yes, confusion[1, 1], weights),
    case('mean_squared_error', numbers, targets, positions(m.mean_squared_error), weights),
    case('root_mean_squared_error', numbers, targets, positions(m.mean_squared_error) ** 0.5, weights),
    case('mean_absolute_error', numbers, targets, positions(m.mean_absolute_error), weights),
    case('mean_absolute_percentage_error', numbers, targets, 100 * positions(m.mean_absolute_percentage_error), weights),
    case(
        'mean_squared_logarithmic_error',
        np.abs(numbers),
        np.abs(targets),
        m.mean_squared_log_error(np.abs(targets).ravel(), np.abs(numbers).ravel()),
    ),
    case('log_cosh', numbers, targets, np.mean(np.log(np.cosh(numbers - targets)))),
    case('r2', numbers, targets, positions(m.r2_score), weights),
    case('pearson', numbers, targets, np.corrcoef(numbers.ravel(), targets.ravel())[0, 1]),
    *of_losses(),
    case('concordance', numbers, targets, concordance(numbers.ravel(), targets.ravel(), np.repeat(weights, 3)), weights),
    case('cosine_similarity', numbers, targets, np.mean(np.diag(m.pairwise.cosine_similarity(numbers, targets)))),
]
folder = ROOT / 'packages' / 'metrics' / 'golden'
folder.mkdir(exist_ok=True)
content = {'source': f'scikit-learn {sklearn.__version__}', 'cases': cases}
(folder / 'metrics.json').write_text(json.dumps(content, separators=(',', ':')) + '\n')
