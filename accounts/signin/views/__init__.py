"""The pages of signing in, of one's own second factors and sign-ins, and of a locked screen."""
