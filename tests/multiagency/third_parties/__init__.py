"""Tests of decisions about third parties."""
