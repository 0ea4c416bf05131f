"""The workspace in the browser: thin pages over the engine."""
