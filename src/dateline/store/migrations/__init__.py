"""Steps that bring a database to the shape this program needs; each is written by hand and never changed later."""
