-- How often is the program right, per item, according to our own coaches?
select item_nl, audited_calls, "precision", recall, kappa, coaches_agree_share
from analyst_cue_agreement
order by item_nl;
