-- The words of given documents.
SELECT id AS document, text FROM document WHERE list_contains($documents, id)
