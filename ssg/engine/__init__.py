"""Layer 2: what makes a build incremental. Knows nothing of news or guides."""
