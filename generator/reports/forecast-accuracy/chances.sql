-- One row is a window: how good the chances of deals to be won in it were.
select
    horizon as window_name,
    chances,
    wins,
    skill as skill_share, -- the gain over always saying the share of all
    static_skill as static_skill_share, -- the same of the stages' weights
    brier as brier_figure,
    miscalibration as miscalibration_figure,
    discrimination as discrimination_figure,
    uncertainty as uncertainty_figure,
    log_loss as log_loss_figure,
    intercept as intercept_figure,
    slope as slope_figure,
    auc as auc_figure
from forecast_chance_score
order by horizon = 'quarter' desc, horizon = '13 weeks' desc, horizon
