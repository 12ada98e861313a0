"""Article -> blocks, source list, prose and sentences."""
