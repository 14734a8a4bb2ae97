-- Amounts of given events, in the order of the page.
SELECT event, value, high, unit, item, approximate, period_low, period_high, source, quote
FROM amount WHERE list_contains($events, event) ORDER BY event, position
