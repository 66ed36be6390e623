"""Checking a file by its structure and taking out what it says about its maker. Knows nothing of Django or of cases.

It runs in a process of its own (`casework.files.sandbox`), for it takes apart what strangers have made.
"""
