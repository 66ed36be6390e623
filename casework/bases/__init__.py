"""The lawful basis on which an agency uses what it holds on a case, for each purpose."""
