"""Layer 2: everything that touches the world."""
