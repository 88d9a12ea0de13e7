"""What a record is: one kind a file, read by people, editors and the generator alike."""

from types import MappingProxyType

from schema.account import Account
from schema.activity import Activity
from schema.campaign import Campaign
from schema.commission_plan import CommissionPlan
from schema.contact import Contact
from schema.cost import Cost
from schema.daily_report import DailyReport
from schema.deal import Deal
from schema.feedback import Feedback
from schema.forecast_submission import ForecastSubmission
from schema.lead import Lead
from schema.order import Order
from schema.person import Person
from schema.price_book import PriceBook
from schema.product import Product
from schema.quote import Quote
from schema.rate import RateTable
from schema.record import Part, Record, Shared
from schema.stock import StockDocument
from schema.target import Target
from schema.team import Team
from schema.territory import Territory
from schema.ticket import Ticket

KINDS: MappingProxyType[str, type[Shared]] = MappingProxyType(
    {
        kind.folder: kind
        for kind in (
            Person,
            Team,
            Territory,
            Account,
            Contact,
            Lead,
            Deal,
            Quote,
            Order,
            Product,
            PriceBook,
            StockDocument,
            Activity,
            DailyReport,
            Ticket,
            Feedback,
            Campaign,
            Target,
            ForecastSubmission,
            CommissionPlan,
            RateTable,
            Cost,
        )
    },
)
"""Every kind by its folder under `data/`, in the order that people meet them."""

__all__ = [
    "KINDS",
    "Account",
    "Activity",
    "Campaign",
    "CommissionPlan",
    "Contact",
    "Cost",
    "DailyReport",
    "Deal",
    "Feedback",
    "ForecastSubmission",
    "Lead",
    "Order",
    "Part",
    "Person",
    "PriceBook",
    "Product",
    "Quote",
    "RateTable",
    "Record",
    "Shared",
    "StockDocument",
    "Target",
    "Team",
    "Territory",
    "Ticket",
]
