"""Pictures: what is in them, what must not get out with them, and the sizes that screens need."""
