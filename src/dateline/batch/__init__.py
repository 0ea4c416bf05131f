"""Reading many articles at once: one file per engine that runs it; what is done to each article is the same."""
