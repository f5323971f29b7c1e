-- Whether there is something to publish, where `current` names the release that readers see (NULL: none).
SELECT coalesce($current <> max(number), true)                                -- none yet, or one that never came out
    OR arg_max(schema_number, number) < (SELECT max(number) FROM migrations)
    OR EXISTS (SELECT 1 FROM runs WHERE release IS NULL AND changed)
    OR (SELECT max(decided_at) FROM entity_decisions) > max(published_at)      -- about a name
    OR (max(published_at) <= $now - INTERVAL 1 HOUR AND EXISTS (SELECT 1 FROM runs WHERE release IS NULL)),
    max(number)
FROM releases;
