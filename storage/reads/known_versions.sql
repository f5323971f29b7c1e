-- Which of the versions asked for the file has, as the text that their pages still show.
SELECT v.version_id FROM article_versions AS v JOIN batch_asked AS b USING (version_id)
WHERE v.replaced_by IS NULL;
