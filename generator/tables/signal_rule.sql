-- One row is a rule of hygiene for open deals: its name in words, and whether the history tells in
-- which deals it fired.
select
    signal, -- as in deal_signal
    rule,
    measurable
from (
    values
    ('close_date_passed', 'Close date passed', true),
    ('no_close_date', 'No close date', true),
    ('no_amount', 'No amount', true),
    ('no_next_step', 'No dated next step', true),
    ('next_step_overdue', 'Next step overdue', true),
    ('next_step_far', 'Nothing planned soon', true),
    ('next_step_unchanged', 'Next step unchanged', true),
    ('first_amount', 'Amount never revised', true),
    ('stale', 'No activity for too long', true),
    ('pushed', 'Close date pushed', true),
    ('stuck', 'Too long in one stage', true),
    ('single_threaded', 'Too few contacts', false),
    ('category_far_from_stage', 'Category far from the stage', true),
    ('no_owner', 'No owner', true),
    ('no_account', 'No account', true)
) as named (signal, rule, measurable)
