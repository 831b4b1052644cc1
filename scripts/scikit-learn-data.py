#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["scikit-learn==1.9.1", "numpy==2.4.6", "scipy==1.17.1"]
# ///
"""Writes Tests/Data: rows to fit linear classifiers to, held-out rows, and what scikit-learn makes of both.

    python3 -m venv /tmp/fit && /tmp/fit/bin/pip install scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
    /tmp/fit/bin/python scripts/scikit-learn-data.py

The data sets come inside scikit-learn's package. Of breast cancer and digits a quarter of the rows is held out; iris is
fitted whole. A logistic regression (C = 1, all classes at once) is fitted on standardised features until its gradient is
nothing but rounding, and the standardisation is folded into weights and bias. probabilities.npy is what scikit-learn's own
model, not folded, says of the held-out rows.
"""

import csv
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits, load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

DATA = Path(__file__).resolve().parent.parent / "Tests" / "Data"


def write(name, features, labels, feature_names, class_names, held_out_share):
    train, train_labels, arrays = features, labels, {}
    if held_out_share:
        train, held_out, train_labels, held_out_labels = train_test_split(
            features, labels, test_size=held_out_share, random_state=0, stratify=labels
        )
        arrays |= {"features": held_out, "labels": held_out_labels}
    scaler, regression = StandardScaler(), LogisticRegression(solver="newton-cholesky", tol=1e-14, max_iter=10_000)
    model = make_pipeline(scaler, regression).fit(train, train_labels)

    weights = (regression.coef_ / scaler.scale_).T
    bias = regression.intercept_ - scaler.mean_ @ weights
    arrays |= {"weights": weights, "bias": bias}
    assert np.allclose((train @ weights + bias).squeeze(), model.decision_function(train), rtol=0, atol=1e-11)
    if held_out_share:
        arrays["probabilities"] = model.predict_proba(held_out)

    folder = DATA / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, array in arrays.items():
        np.save(folder / f"{file}.npy", np.ascontiguousarray(array, dtype="<f8"))
    with open(folder / "train.csv", "w", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow([*feature_names, "class"])
        for row, label in zip(train, train_labels):
            lines.writerow([*(repr(float(value)) if value % 1 else int(value) for value in row), class_names[label]])
    print(f"{name}: fitted on {len(train)} rows"
          + (f", right on {model.score(held_out, held_out_labels):.2%} of {len(held_out)} held out" if held_out_share else ""))


digits = load_digits()
pixels = [name.replace("pixel_", "ink ").replace("_", " ") for name in digits.feature_names]
write("digits", digits.data, digits.target, pixels, [str(digit) for digit in range(10)], 0.25)

cancer = load_breast_cancer()
malignant = (cancer.target == list(cancer.target_names).index("malignant")).astype(int)
write("breast-cancer", cancer.data, malignant, cancer.feature_names, ["benign", "malignant"], 0.25)

iris = load_iris()
write("iris", iris.data, iris.target, iris.feature_names, iris.target_names, None)
