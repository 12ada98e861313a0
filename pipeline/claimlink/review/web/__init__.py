"""The pages of the desk; needs the libraries of the extra ``review``."""
