-- The topics of claims with a title, the last part of the address of their page, and what they take in.
SELECT column1 AS topic, column2 AS slug, column3 AS title, column4 AS summary, column5 AS name, row_number() OVER () AS position
FROM (VALUES
  ('timetable', 'timetable', 'Claims on the proposal and its timetable', 'What the EU offered, by when the texts were to be concluded, and what came of it.', 'Proposal and timetable'),
  ('pillars', 'pillars', 'Claims on pillars and provisions', 'What the memorandum would contain, and what accounts say was agreed.', 'Pillars and provisions'),
  ('plurilateral', 'plurilateral', 'Claims on the plurilateral initiative', 'Mechanisms, the price mechanism the United States asks for, and who is interested.', 'Plurilateral initiative'),
  ('events', 'events', 'Claims on events', 'The ministerial, export restrictions, Greenland, and the document of Italy and Germany.', 'Events'),
  ('vault', 'vault', 'Claims on Project Vault', 'Funding, participants and rules of the US stockpile.', 'Project Vault'),
  ('stockpile', 'stockpile', 'Claims on other stockpiles', 'The EU pilot and the Japanese stockpile.', 'Other stockpiles'),
  ('dependence', 'dependence', 'Claims on dependence', 'Shares of supply, imports and world production, each with its base.', 'Dependence'),
  ('benchmarks', 'benchmarks', 'Claims on benchmarks, recycling and partnerships', 'The benchmarks for 2030, the audit, lead times, recycling and the partnerships of the EU.', 'Benchmarks, recycling and partnerships'),
  ('materials', 'materials', 'Claims on materials and uses', 'Lists of materials and what the sources say they are used for.', 'Materials and uses'),
  ('price_support', 'price-support', 'Claims on price support', 'The agreement with MP Materials.', 'Price support'),
  ('outlook', 'outlook', 'Claims on opinion and outlook', 'Views of outlets and of users of social media, recorded as opinions.', 'Opinion and outlook'),
  ('watch_list', 'watch-list', 'Claims behind the watch-list', 'The five indicators of the watch-list.', 'Watch-list'),
  ('sources', 'sources', 'Claims on the reports themselves', 'Who wrote the reports and what they rest on.', 'The reports themselves'))
