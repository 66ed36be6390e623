"""Each agency's conditions for using sensitive data, with the policy document that each of them needs (GOV-02)."""
