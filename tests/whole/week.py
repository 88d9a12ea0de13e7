"""A week of a team of four: what everybody does, branch by branch, and what must come of it.

A branch says in its last line what it changes, in our own words and not in the program's, so that
the end of the week can be reckoned from this page alone.
"""

from typing import NamedTuple

PEOPLE = {
    "aiko-tanaka": "Aiko Tanaka",
    "ben-ortiz": "Ben Ortiz",
    "mei-lin": "Mei Lin",
    "ken-mori": "Ken Mori",
}

DAYS = ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")


class Hand(NamedTuple):
    """An edit by hand: some lines of a file become others."""

    path: str
    old: str
    new: str


class Form(NamedTuple):
    """An edit in the browser: fields of a record get other values."""

    record: str
    values: dict[str, str]


class Branch(NamedTuple):
    """A pull request: who makes it, its name, its edits in order, and what it changes.

    An edit that is a text is a command. `says` is `KIND/ID field=value ...`, a record after
    another with `;` between; `mine` is whether its value is kept where it meets another's.
    """

    who: str
    name: str
    edits: tuple[str | Hand | Form, ...]
    says: str
    mine: bool = True


def deal(name: str, account: str, owner: str, amount: int, close: str) -> str:
    """Write an open deal as somebody would by hand, with a remark."""
    return (
        f"# {name}: asked for at the fair.\nname: {name}\naccount: {account}\nowner: {owner}\n"
        f"stage: lead-in\ncreated_on: 2026-09-01\namount: {amount}  # without installation\n"
        f"close_date: {close}\nnext_step: Call\nnext_step_date: 2026-11-24\n"
    )


BOOK = {
    **{
        f"data/people/{key}.yml": f"name: {name}\nmail: {key}@kitahama.example\n"
        for key, name in PEOPLE.items()
    },
    **{f"data/accounts/{key}.yml": f"name: {key.title()}\n" for key in ("acme", "borea", "cyan")},
    "data/deals/press.yml": deal("Press", "acme", "aiko-tanaka", 900000, "2026-12-10"),
    "data/deals/oven.yml": deal("Oven", "acme", "aiko-tanaka", 400000, "2027-01-20"),
    "data/deals/crane.yml": deal("Crane", "borea", "ben-ortiz", 2500000, "2026-12-18"),
    "data/deals/scale.yml": deal("Scale", "borea", "ben-ortiz", 300000, "2027-02-01"),
    "data/deals/robot.yml": deal("Robot", "acme", "mei-lin", 7000000, "2027-03-15"),
    "data/deals/lamp.yml": deal("Lamp", "acme", "mei-lin", 120000, "2026-12-01"),
    "data/deals/mixer.yml": deal("Mixer", "borea", "ken-mori", 850000, "2026-12-22"),
    "data/contacts/emi.yml": "name: Emi Sato\naccount: acme\n",
}


def at(name: str) -> str:
    """Return the path of a deal."""
    return f"data/deals/{name}.yml"


MONDAY = (
    Branch("aiko-tanaka", "press-proposal",
           ("set deals/press stage=proposal amount=1.1M",),
           "deals/press stage=proposal amount=1100000"),
    Branch("ben-ortiz", "crane-step",
           (Hand(at("crane"), "next_step: Call\n", "next_step: Visit the yard\n"),),
           "deals/crane next_step=Visit the yard"),
    Branch("mei-lin", "robot-later",
           ("set deals/robot close_date=2027-04-15",),
           "deals/robot close_date=2027-04-15"),
    Branch("ken-mori", "press-closer",
           # The same deal as Aiko's, another field, some lines away.
           ("set deals/press close_date=2026-12-17",),
           "deals/press close_date=2026-12-17"),
    Branch("aiko-tanaka", "acme-phone",
           ("set accounts/acme phone='+81 52 555 0100'",),
           "accounts/acme phone=+81 52 555 0100"),
    Branch("ben-ortiz", "scale-proposal",
           ("set deals/scale stage=proposal", "set deals/scale amount=350k"),
           "deals/scale stage=proposal amount=350000"),
    Branch("mei-lin", "lamp-amount",
           (Form("deals/lamp", {"amount": "140000"}),),
           "deals/lamp amount=140000"),
    Branch("ken-mori", "mixer-call",
           ("log call --deal mixer 'Wants a trial' --when '2026-11-16 10:00'",),
           ""),
)  # fmt: skip

TUESDAY = (
    Branch("aiko-tanaka", "oven-more",
           ("set deals/oven amount=450k",),
           "deals/oven amount=450000"),
    Branch("ben-ortiz", "oven-most",
           # Two amounts for one deal: Ben looks at both and keeps his own.
           ("set deals/oven amount=480k",),
           "deals/oven amount=480000"),
    Branch("mei-lin", "robot-less",
           (Hand(at("robot"), "amount: 7000000 ", "amount: 6500000 "),),
           "deals/robot amount=6500000"),
    Branch("ken-mori", "robot-stage",
           # The line above the other's: git alone finds a conflict where there is none.
           (Hand(at("robot"), "created_on: 2026-09-01\n", "created_on: 2026-09-02\n"),),
           "deals/robot created_on=2026-09-02"),
    Branch("aiko-tanaka", "emi-mail",
           ("set contacts/emi mail=emi@acme.example",),
           "contacts/emi mail=emi@acme.example"),
    Branch("ben-ortiz", "emi-title",
           ("set contacts/emi title='Head of purchasing'",),
           "contacts/emi title=Head of purchasing"),
    Branch("mei-lin", "lamp-proposal",
           (Form("deals/lamp", {"stage": "proposal", "next_step": "Send samples"}),),
           "deals/lamp stage=proposal next_step=Send samples"),
    Branch("ken-mori", "crane-amount",
           ("set deals/crane amount=2.6M",),
           "deals/crane amount=2600000"),
)  # fmt: skip

WEDNESDAY = (
    Branch("mei-lin", "no-cyan",
           ("rm accounts/cyan",),
           "accounts/cyan"),
    Branch("ben-ortiz", "cyan-deal",
           # Sound by itself; with the account gone it is not.
           (Hand(at("saw"), "", deal("Saw", "cyan", "ben-ortiz", 600000, "2027-01-15")),),
           "deals/saw account=borea"),
    Branch("aiko-tanaka", "press-step",
           ("set deals/press next_step='Bring the contract' next_step_date=2026-11-25",),
           "deals/press next_step=Bring the contract next_step_date=2026-11-25"),
    Branch("ken-mori", "press-own-step",
           # Two next steps for one deal: Ken looks at both and leaves Aiko's.
           ("set deals/press next_step='Wait'",),
           "", mine=False),
    Branch("aiko-tanaka", "press-mail",
           ("log email --deal press 'Sent the draft' --when '2026-11-18 09:00'",),
           ""),
    Branch("ben-ortiz", "scale-tags",
           ("set deals/scale tags+=fair",),
           "deals/scale tags=fair"),
    Branch("mei-lin", "robot-step",
           (Form("deals/robot", {"next_step": "Show the cell"}),),
           "deals/robot next_step=Show the cell"),
    Branch("ken-mori", "borea-phone",
           ("set accounts/borea phone='+49 40 555 0199'",),
           "accounts/borea phone=+49 40 555 0199"),
)  # fmt: skip

THURSDAY = (
    Branch("ben-ortiz", "crane-won",
           ("close crane won --amount 2.55M",),
           "deals/crane stage=won amount=2550000 closed_on=2026-11-19"),
    Branch("aiko-tanaka", "oven-id",
           ("mv deals/oven deals/oven-2",),
           ""),
    Branch("mei-lin", "acme-erp",
           ("set accounts/acme external_ids.erp=K-17",),
           "accounts/acme external_ids.erp=K-17"),
    Branch("ken-mori", "borea-erp",
           # Sound by itself; with the same number given to another account it is not.
           ("set accounts/borea external_ids.erp=K-17",),
           "accounts/borea external_ids.erp=K-18"),
    Branch("aiko-tanaka", "press-more",
           ("set deals/press amount=1.15M",),
           "deals/press amount=1150000"),
    Branch("ben-ortiz", "press-less",
           # The same amount as Aiko: no conflict, and the same change is in history once.
           ("set deals/press amount=1.15M",),
           ""),
    Branch("mei-lin", "lamp-lost",
           ("close lamp lost --reason price",),
           "deals/lamp stage=lost lost_reason=price closed_on=2026-11-19"),
    Branch("ken-mori", "mixer-proposal",
           (Form("deals/mixer", {"stage": "proposal"}),),
           "deals/mixer stage=proposal"),
)  # fmt: skip

FRIDAY = (
    Branch("aiko-tanaka", "oven-later",
           ("set deals/oven-2 close_date=2027-02-20",),
           "deals/oven-2 close_date=2027-02-20"),
    Branch("ben-ortiz", "scale-later",
           ("set deals/scale close_date=2027-03-01",),
           "deals/scale close_date=2027-03-01"),
    Branch("mei-lin", "robot-proposal",
           ("set deals/robot stage=proposal",),
           "deals/robot stage=proposal"),
    Branch("ken-mori", "robot-day",
           ("set deals/robot next_step_date=2026-11-30",),
           "deals/robot next_step_date=2026-11-30"),
    Branch("aiko-tanaka", "emi-phone",
           (Form("contacts/emi", {"phone": "+81 52 555 0101"}),),
           "contacts/emi phone=+81 52 555 0101"),
    Branch("ben-ortiz", "emi-left",
           (Hand("data/contacts/emi.yml", "account: acme\n", "account: borea\n"),),
           "contacts/emi account=borea"),
    Branch("mei-lin", "robot-emi",
           (Hand(at("robot"), "next_step_date:",
                 "contacts:\n- contact: emi\n  role: champion\nnext_step_date:"),),
           "deals/robot contacts"),
    Branch("ken-mori", "mixer-more",
           (Hand(at("mixer"), "amount: 850000 ", "amount: 880000 "),),
           "deals/mixer amount=880000"),
)  # fmt: skip

WEEK = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)

REPAIRS = {
    "cyan-deal": "set deals/saw account=borea",
    "borea-erp": "set accounts/borea external_ids.erp=K-18",
}
"""What its author does about a pull request that is wrong once it is merged with the others'."""
