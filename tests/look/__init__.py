"""Tests of the templates, the form renderer and the tags that pages share."""
