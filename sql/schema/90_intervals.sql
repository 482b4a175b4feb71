-- wilson_low, wilson_high: 95 % interval of a share of k in n (Wilson 1927, J. of the American Statistical Association
-- 22(158)); null for none. corrected_share: what a share would be without the program's errors (Rogan & Gladen 1978,
-- American J. of Epidemiology 107(1)); corrected_error: its standard error by the delta method.
create or replace macro wilson_low(k, n) as
    case when n > 0 then greatest(0, (k + 1.9208 - 1.96 * sqrt(k * (n - k) / n + 0.9604)) / (n + 3.8416)) end;
create or replace macro wilson_high(k, n) as
    case when n > 0 then least(1, (k + 1.9208 + 1.96 * sqrt(k * (n - k) / n + 0.9604)) / (n + 3.8416)) end;
create or replace macro corrected_share(share, recall, specificity) as
    case when recall + specificity > 1
         then least(1, greatest(0, (share + specificity - 1) / (recall + specificity - 1))) end;
create or replace macro corrected_error(share, n, corrected, recall, n_said, specificity, n_not_said) as
    case when recall + specificity > 1 then sqrt(
        share * (1 - share) / n
        + corrected ** 2 * recall * (1 - recall) / n_said
        + (1 - corrected) ** 2 * specificity * (1 - specificity) / n_not_said
    ) / (recall + specificity - 1) end;
