-- Shares above the cap of 65 % on one country.
select material, partner, share, share - 65 as over from eu_share where share > 65
