"""The sample company's own file, with comments that a newcomer can learn from."""

from generator.simulation.calendar import Calendar
from generator.simulation.places import REGIONS
from generator.simulation.range import FAMILIES

_TEXT = """\
# The company: how it sells, counts and names things. Every page and every check reads this file.
# Change it like a record: `salesbook check` says what no longer fits.
name: Kitahama Instruments
base_currency: JPY # reports are in this currency
currencies: [USD, KRW] # others in use; what they are worth stands in rates/
languages: [en, ja, ko] # the first one leads
time_zone: Asia/Tokyo

fiscal_year:
  start_month: 4 # April to March
  named_by: start # FY2026 starts in April 2026

working_days: [monday, tuesday, wednesday, thursday, friday]
holidays:
{holidays}

# A pipeline is the way that one kind of deal takes. The first one is the usual one.
# A stage says how likely a deal in it is won, in which part of the forecast it counts, what must
# be known before a deal may stand there, where it may go next, and when it is stale.
pipelines:
  - id: new-business
    name: New business
    stages:
      - id: prospect
        name: Prospect
        probability: 5
        category: pipeline
        required_fields: [account, owner]
        next_stages: [qualification, lost]
        stale_after: 30
      - id: qualification
        name: Qualification
        probability: 15
        category: pipeline
        required_fields: [account, owner, close_date, qualified_on]
        next_stages: [needs, trial, proposal, lost]
        stale_after: 30
      - id: needs
        name: Needs analysis
        probability: 30
        category: pipeline
        required_fields: [account, owner, close_date, contacts]
        next_stages: [trial, proposal, lost]
        stale_after: 30
      - id: trial
        name: Trial
        probability: 45
        category: best_case
        required_fields: [account, owner, close_date, contacts, trial_until]
        next_stages: [proposal, negotiation, lost]
        stale_after: 30
      - id: proposal
        name: Proposal
        probability: 55
        category: best_case
        required_fields: [account, owner, close_date, amount, contacts]
        next_stages: [needs, negotiation, commit, lost]
        stale_after: 21
      - id: negotiation
        name: Negotiation
        probability: 75
        category: most_likely
        required_fields: [account, owner, close_date, amount, contacts, primary_quote]
        next_stages: [proposal, commit, won, lost]
        stale_after: 14
      - id: commit
        name: Commit
        probability: 90
        category: commit
        required_fields: [account, owner, close_date, amount, next_step, next_step_date]
        next_stages: [negotiation, won, lost]
        stale_after: 14
      - id: won
        name: Won
        probability: 100
        category: closed
        outcome: won
        required_fields: [account, amount, closed_on]
        next_stages: [negotiation] # only to undo a mistake
      - id: lost
        name: Lost
        probability: 0
        category: omitted
        outcome: lost
        required_fields: [closed_on, lost_reason]
        next_stages: [qualification, proposal] # a deal that is opened again
  - id: renewal
    name: Renewal
    stages:
      - id: upcoming
        name: Upcoming
        probability: 60
        category: pipeline
        required_fields: [account, owner, close_date]
        next_stages: [talks, quoted, not-renewed]
        stale_after: 60
      - id: talks
        name: In talks
        probability: 70
        category: best_case
        required_fields: [account, owner, close_date]
        next_stages: [quoted, not-renewed]
        stale_after: 30
      - id: quoted
        name: Quoted
        probability: 80
        category: most_likely
        required_fields: [account, owner, close_date, amount]
        next_stages: [agreed, renewed, not-renewed]
        stale_after: 21
      - id: agreed
        name: Agreed
        probability: 95
        category: commit
        required_fields: [account, owner, close_date, amount, next_step, next_step_date]
        next_stages: [renewed, not-renewed]
        stale_after: 14
      - id: renewed
        name: Renewed
        probability: 100
        category: closed
        outcome: won
        required_fields: [account, amount, closed_on]
        next_stages: [agreed]
      - id: not-renewed
        name: Not renewed
        probability: 0
        category: omitted
        outcome: lost
        required_fields: [closed_on, lost_reason]
        next_stages: [talks]

# Marketing calls a lead qualified from this score on; sales takes it up within so many days.
lead_scoring:
  qualified_from: 50
  answer_within: 2
  rules:
    - {{fact: asked_for_price, points: 25}}
    - {{fact: asked_for_demo, points: 25}}
    - {{fact: decision_maker, points: 20}}
    - {{fact: visited_booth, points: 15}}
    - {{fact: attended_webinar, points: 15}}
    - {{fact: visited_pricing_page, points: 10}}
    - {{fact: fits_industry, points: 10}}
    - {{fact: fits_size, points: 10}}
    - {{fact: downloaded_paper, points: 5}}
    - {{fact: opened_mail, points: 5}}

# A discount above the percentage needs somebody of these roles under `approvals`.
discount_approvals:
  - above: 10
    roles: [sales_manager, executive]
  - above: 15
    roles: [executive]

# From when on a deal needs attention; the hygiene report counts with these.
hygiene:
  stale_after: 14
  stage_age: 60
  next_step_within: 14
  next_step_age: 21
  contacts: 2
  late_probability: 50
  born_won_days: 3
  submission_age: 7

# How severe a finding is, by its code: error, warning, info or off.
# severities: {{L801: error}}

# Lists of the company's own. All others have the default values that the reference pages show.
picklists:
  product_family: [{families}]
  region:
{regions}
  warehouse: [main, tokyo, van-1, van-2]

# Fields of the company's own; records write them under `custom`.
custom_fields:
  accounts:
    plant_count:
      type: number
      description: How many plants the account runs.
  deals:
    trial_until:
      type: day
      description: Until when the trial devices are at the customer.

# Links to the hosting site for the commands that print them.
# links: {{pull_request: "https://git.example.com/kitahama/sales/pull/{{id}}"}}

# Who sees which part of the book, where it is published for others than the team.
audiences:
  - name: partners
    kinds: [products, price_books, campaigns]
    hidden_fields: [products.costs, price_books.entries.minimum_price, campaigns.actual_cost]
"""


def text(calendar: Calendar) -> str:
    """Write `company.yml` with the days off of the years that the simulation covers."""
    return _TEXT.format(
        holidays="\n".join(f"  - {day}" for day in calendar.holidays),
        families=", ".join(FAMILIES),
        regions="\n".join(f"    - {region}" for region in sorted(REGIONS)),
    )
