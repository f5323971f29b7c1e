-- How alike two texts are is one thing, and whether a news agency wrote them another.
UPDATE copies SET kind = CASE WHEN similarity = 1 THEN 'exact' ELSE 'near' END WHERE kind = 'agency';

COMMENT ON COLUMN copies.kind IS 'How alike: exact: the same words in the same order; near: edited, cut or extended.';
COMMENT ON COLUMN copies.agency IS 'The news agency whose copy it is, by the marks of either text; NULL when there are none.';
