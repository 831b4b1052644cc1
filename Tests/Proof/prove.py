"""Runs the proof for the rows that need it and keeps accuracy.tsv and accuracy.md. See scripts/prove-accuracy.sh."""
print("not yet")
