"""Asking another agency to take somebody on: what is sent, where it is, and who must move."""
