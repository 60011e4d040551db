"""Faults on purpose: what functions call on AWS fails as it does there."""
