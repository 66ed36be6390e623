"""What somebody who works cases has to do today."""
