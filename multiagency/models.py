"""The rooms' models, gathered so that Django finds them."""
