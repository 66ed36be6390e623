"""The sharing decision: its facts, its policy, and what was decided and sent."""
