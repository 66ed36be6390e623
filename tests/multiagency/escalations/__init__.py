"""Tests of referrals between agencies."""
