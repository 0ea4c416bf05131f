"""What things are: frozen values and their arithmetic, standard library only."""
