#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["scikit-learn==1.9.1", "numpy==2.4.6", "scipy==1.17.1"]
# ///
"""Writes Tests/Data: two linear classifiers and the held-out rows that scripts/demo.sh and the tests predict.

    python3 -m venv /tmp/fit && /tmp/fit/bin/pip install scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
    /tmp/fit/bin/python scripts/fit-demo-weights.py

Both data sets come inside scikit-learn's package. Three quarters of the rows fit a logistic regression on standardised
features, the last quarter is held out. The standardisation is folded into the weights, so that features.npy holds the
measurements as they are; probabilities.npy is what scikit-learn's own model, not folded, says of them.
"""

from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

DATA = Path(__file__).resolve().parent.parent / "Tests" / "Data"


def write(name, features, labels):
    train, held_out, train_labels, held_out_labels = train_test_split(
        features, labels, test_size=0.25, random_state=0, stratify=labels
    )
    scaler, regression = StandardScaler(), LogisticRegression(max_iter=10_000)
    model = make_pipeline(scaler, regression).fit(train, train_labels)

    weights = (regression.coef_ / scaler.scale_).T
    bias = regression.intercept_ - scaler.mean_ @ weights
    assert np.allclose((held_out @ weights + bias).squeeze(), model.decision_function(held_out), rtol=0, atol=1e-12)

    arrays = {
        "weights": weights,
        "bias": bias,
        "features": held_out,
        "labels": held_out_labels,
        "probabilities": model.predict_proba(held_out),
    }
    folder = DATA / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, array in arrays.items():
        np.save(folder / f"{file}.npy", np.ascontiguousarray(array, dtype="<f8"))
    print(f"{name}: fitted on {len(train)} rows, right on {model.score(held_out, held_out_labels):.2%} "
          f"of {len(held_out)} held out")


digits = load_digits()
write("digits", digits.data, digits.target)

cancer = load_breast_cancer()
malignant = cancer.target == list(cancer.target_names).index("malignant")
write("breast-cancer", cancer.data, malignant)
