-- The article to which an entry with each of these canonical URLs led, whichever feed showed it.
SELECT e.url, min(a.url)
FROM entries AS e JOIN articles AS a USING (article_id)
WHERE e.url IN (SELECT url FROM batch_asked) AND a.verdict = 'article'
GROUP BY e.url;
