"""Names that the catalogue doesn't know: found by shape, typed by cue, tied together within the document."""
