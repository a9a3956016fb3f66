"""The fields and cross-field rules of each kind; same file names as ``model/kinds``."""
