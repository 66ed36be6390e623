"""Where somebody who offends stands: rating, risk of serious harm, engagement, compliance and scores."""
