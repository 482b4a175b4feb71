"""Learns the kinds of questions: logistic regressions, and small networks beside them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipeline.leidraad.learned import KindModel

RARE = 3
"""A feature in fewer examples is left out."""
RIDGE_C = 1.0
"""Inverse strength of the ridge, chosen by cross-validation by author."""
KIND_WEIGHT, RARE_KIND = 0.3, 0.5
"""An example of a kind weighs the one over its share to the power of the other: seldom kinds are else hardly told."""
NETWORKS = 2
"""Each begins with other weights; their mean is steadier than any."""
HIDDEN = 32
EPOCHS, BATCH = 25, 128
LEARNING_RATE, DECAY = 3e-3, 1e-2
SPREAD = 0.05
"""Of the first weights, standard deviation."""
SCALE = 0.3
"""A question has some eighty features; their sum is taken so far down."""
DROPPED = 0.3
"""Share of features, and of the hidden layer, that is left out at random while learning."""
SMOOTHING = 0.05
"""Of the labels: of some kinds coaches differ."""

Example = tuple[str, Mapping[str, float]]
"""A kind and the features of a question."""


def feature_matrix(described: Sequence[Mapping[str, float]]) -> tuple[Any, list[str]]:
    """Return examples by features as a sparse matrix, and the names of its columns."""
    counts = Counter(name for one in described for name in one)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    columns = {name: column for column, name in enumerate(names)}
    cells = [
        (row, columns[name], value)
        for row, one in enumerate(described)
        for name, value in one.items()
        if name in columns
    ]
    row, column, value = zip(*cells, strict=True)
    return csr_matrix((value, (row, column)), shape=(len(described), len(names)), dtype=np.float64), names


def learn_kinds(asked: Sequence[Example]) -> KindModel:
    """Learn the regressions and the networks; the same examples give the same weights."""
    rows, names = feature_matrix([features for _, features in asked])
    kinds = np.array([kind for kind, _ in asked])
    classes = tuple(sorted(set(kinds.tolist())))
    models = [_fit_kind(rows, kinds == kind) for kind in classes]
    numbers = np.array([classes.index(kind) for kind in kinds.tolist()])
    inner, inner_bias, outer = zip(*(_fit_network(rows, numbers, seed) for seed in range(NETWORKS)), strict=True)
    weights = np.concatenate([np.stack([model.coef_[0] for model in models], axis=1), *inner], axis=1)
    bias = np.concatenate([[model.intercept_[0] for model in models], *inner_bias])
    return KindModel(
        classes=classes,
        bias=bias.astype(np.float32),
        names={name: row for row, name in enumerate(names)},
        weights=weights.astype(np.float32),
        outer=np.stack(outer).astype(np.float32),
    )


def _fit_kind(rows: Any, is_kind: Any) -> LogisticRegression:
    weights = {True: KIND_WEIGHT / float(is_kind.mean()) ** RARE_KIND, False: 1.0}
    model = LogisticRegression(C=RIDGE_C, class_weight=weights, solver="liblinear", tol=1e-3, random_state=0)
    return model.fit(rows, is_kind)


def _fit_network(rows: Any, kinds: NDArray[np.int64], seed: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return the weights to the hidden layer, its bias, and those to the classes with their bias as last row."""
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    counts = np.bincount(kinds)
    rarity = torch.tensor((counts.mean() / counts) ** RARE_KIND, dtype=torch.float32)
    inner = torch.nn.EmbeddingBag(rows.shape[1], HIDDEN, mode="sum")
    torch.nn.init.normal_(inner.weight, std=SPREAD)
    bias = torch.nn.Parameter(torch.zeros(HIDDEN))
    outer, drop = torch.nn.Linear(HIDDEN, len(counts)), torch.nn.Dropout(DROPPED)
    optimizer = torch.optim.AdamW([inner.weight, bias, *outer.parameters()], lr=LEARNING_RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(kinds) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, total_steps=steps, pct_start=0.1)
    loss_of = torch.nn.CrossEntropyLoss(weight=rarity, label_smoothing=SMOOTHING)
    examples = [rows.indices[first:end] for first, end in zip(rows.indptr[:-1], rows.indptr[1:], strict=True)]
    for _ in range(EPOCHS):
        order = draw.permutation(len(kinds))
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            kept = [one[draw.random(len(one)) > DROPPED] for one in (examples[number] for number in batch)]
            starts = np.cumsum([0, *(len(one) for one in kept[:-1])])
            summed = inner(torch.from_numpy(np.concatenate(kept).astype(np.int64)), torch.from_numpy(starts))
            hidden = torch.relu(summed * (SCALE / (1 - DROPPED)) + bias)
            loss = loss_of(outer(drop(hidden)), torch.from_numpy(kinds[batch]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            pace.step()
    last = torch.cat([outer.weight.T, outer.bias[None]])
    return inner.weight.detach().numpy() * SCALE, bias.detach().numpy(), last.detach().numpy()
