-- The publishers that documents came through, the first first.
SELECT document, list(outlet ORDER BY position) AS chain FROM chain WHERE list_contains($documents, document) GROUP BY document
