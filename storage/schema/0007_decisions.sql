-- What people decided about names. The facts stay as the readings wrote them; who reads them looks through these rows.

CREATE TABLE entity_decisions (
    number INTEGER PRIMARY KEY,
    kind VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    form VARCHAR,
    into_id VARCHAR,
    name VARCHAR,
    decided_at TIMESTAMP NOT NULL,
    decided_by VARCHAR NOT NULL,
    why VARCHAR
);
COMMENT ON TABLE entity_decisions IS 'A decision about a name, in the order in which they apply. None is ever changed or taken out; a later one may undo it.';
COMMENT ON COLUMN entity_decisions.number IS 'Counts up from 1.';
COMMENT ON COLUMN entity_decisions.kind IS 'merge (entity_id is into_id), rename (entity_id is called name; by its own name: it was looked at and stays), split (where entity_id is spelled form, it is into_id).';
COMMENT ON COLUMN entity_decisions.entity_id IS 'entities.entity_id of the entity that is decided about.';
COMMENT ON COLUMN entity_decisions.form IS 'The spelling that is split off; NULL for merge and rename.';
COMMENT ON COLUMN entity_decisions.into_id IS 'entities.entity_id of the entity that it is; NULL for rename.';
COMMENT ON COLUMN entity_decisions.name IS 'The new name; NULL for merge and split.';
COMMENT ON COLUMN entity_decisions.decided_at IS 'When.';
COMMENT ON COLUMN entity_decisions.decided_by IS 'By whom.';
COMMENT ON COLUMN entity_decisions.why IS 'Why; NULL when not said.';

CREATE TABLE entity_links (
    entity_id VARCHAR NOT NULL,
    form VARCHAR,
    into_id VARCHAR NOT NULL
);
COMMENT ON TABLE entity_links IS 'What the decisions come to: the ids of facts that stand for another entity. Made anew at each decision; holds for facts of later readings, too.';
COMMENT ON COLUMN entity_links.entity_id IS 'The id as a fact has it.';
COMMENT ON COLUMN entity_links.form IS 'The surface for which the row holds; NULL: every surface that has no row of its own.';
COMMENT ON COLUMN entity_links.into_id IS 'entities.entity_id of the entity that it stands for; may be the id itself, for a surface that is not merged with the rest.';

COMMENT ON COLUMN evaluations.gold IS 'Which half of the annotated set: open, or locked (not looked at while tuning).';
COMMENT ON COLUMN evaluations.measure IS 'entities, mentions, amounts, amounts_exact, attributions, on_topic, topics, promotion; GUIDELINES.md of the gold says when each is right.';
