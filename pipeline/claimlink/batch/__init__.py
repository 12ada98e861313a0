"""Work plan, workers, writers of a run."""
