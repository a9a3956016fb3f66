"""Layer 1: text becomes values. Pure: no disk, no clock."""
