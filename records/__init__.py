"""The nouns of the walk, and the errors. This room imports nothing of ours."""
