"""What an attacker, an accident or a curious colleague would try, against the whole product."""
