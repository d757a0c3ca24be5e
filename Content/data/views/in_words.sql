-- Whole numbers under ten with their words, for sentences.
SELECT column1 AS n, column2 AS words
FROM (VALUES (0, 'none'), (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five'), (6, 'six'), (7, 'seven'), (8, 'eight'), (9, 'nine'))
