"""Layer 0: frozen values, standard library only."""
