-- How often is our focus point heard, by team and month, corrected for the program's errors?
select team, month_start, item_nl, said_share, corrected_share, low, high, is_too_small
from analyst_cue_rates
where is_focus
order by team, month_start;
