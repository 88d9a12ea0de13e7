"""The stream of `git fast-import`, byte for byte."""

from datetime import datetime

from generator.simulation.past.commit import Commit, Signature
from generator.simulation.past.stream import written

_AUTHOR = Signature("森 健", "ken@x.example", datetime.fromisoformat("1970-01-02 09:00:00"))
_LATER = _AUTHOR._replace(moment=datetime.fromisoformat("1970-01-02 09:00:05"))


def test_a_commit_names_its_parents_and_what_is_gone_before_what_is_new() -> None:
    commits = [
        Commit(1, (), _AUTHOR, _LATER, "Begin", {"a.yml": "name: é\n"}),
        Commit(2, (1,), _AUTHOR, _AUTHOR, "Side", {"b.yml": ""}, main=False),
        Commit(3, (1, 2), _AUTHOR, _AUTHOR, "Merge", {"b.yml": "", "a.yml": None}),
    ]
    signed = "森 健 <ken@x.example> 86400 +0900"
    later = signed.replace("86400", "86405")
    assert b"".join(written(commits)).decode() == (
        "feature done\n"
        f"commit refs/heads/main\nmark :1\nauthor {signed}\ncommitter {later}\n"
        "data 6\nBegin\n\nM 100644 inline a.yml\ndata 9\nname: é\n\n\n"
        f"commit refs/heads/side\nmark :2\nauthor {signed}\ncommitter {signed}\n"
        "data 5\nSide\n\nfrom :1\nM 100644 inline b.yml\ndata 0\n\n\n"
        f"commit refs/heads/main\nmark :3\nauthor {signed}\ncommitter {signed}\n"
        "data 6\nMerge\n\nfrom :1\nmerge :2\nD a.yml\nM 100644 inline b.yml\ndata 0\n\n\n"
        f"reset refs/heads/side\nfrom {'0' * 40}\n\n"
        "done\n"
    )


def test_without_pull_requests_there_is_no_other_branch_to_forget() -> None:
    assert b"".join(written([Commit(1, (), _AUTHOR, _AUTHOR, "Begin", {})])).endswith(
        b"data 6\nBegin\n\n\ndone\n"
    )
