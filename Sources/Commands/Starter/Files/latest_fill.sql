-- The last month on record of each reservoir.
select reservoir, month, fill_pct
from fill as f
where month = (select max(month) from fill where reservoir = f.reservoir)
