"""The access table: every address of the product, what it needs, and who has that; read by people and by the tests."""
