"""Tests of transfer packs between areas."""
