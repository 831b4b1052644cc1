"""Compares the references of Tests/COracle with mpmath at 50 digits, on random and on awkward points.

    python3 Tests/Proof/check_references.py [NAME...]        needs mpmath

For each row and each precision it prints the largest error of f, f' and f' from the output in units of 2^-53 (double)
or 2^-64 (long double), relative to the exact value or to the scale that the row names near an inner zero, and
fails when it is above 2^-46 for double, which is far below the last place of a float, or 2^-58 for long double.
"""
