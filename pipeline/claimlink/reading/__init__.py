"""A file, a folder, a record or standard input -> articles."""
