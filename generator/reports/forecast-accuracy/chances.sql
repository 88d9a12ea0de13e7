-- One row is a window: how good the chances of deals to be won in it were.
select
    horizon as window_name,
    chances,
    wins,
    skill as skill_share, -- the gain over always saying the share of all
    static_skill as static_skill_share, -- the same of the stages' weights
    replace(
        format('{:.3f}', columns(
            [
                'brier', 'miscalibration', 'discrimination', 'uncertainty', 'log_loss', 'intercept',
                'slope', 'auc'
            ]
        )),
        '-', '−'
    )
from forecast_chance_score
order by horizon = 'quarter' desc, horizon = '13 weeks' desc, horizon
