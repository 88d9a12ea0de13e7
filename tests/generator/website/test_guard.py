from base64 import b64encode
from hashlib import sha256

from generator.website.guard import finished

PAGE = """

<!doctype html>
<head>
    <meta charset="utf-8">

    <script>
  var theme = 1
</script>
</head>
<article>
  <p>a

  b</p>
  <script>alert(1)</script>
</article>
   <pre>
   kept
</pre>
    <script type="application/json">{"a": 1}</script>
    <script src="x.js"></script>
"""


def test_white_space_goes_outside_the_article_and_outside_scripts() -> None:
    assert finished(PAGE, policy=False) == (
        '<!doctype html>\n<head>\n<meta charset="utf-8">\n<script>\n  var theme = 1\n</script>\n'
        "</head>\n"
        "<article>\n  <p>a\n\n  b</p>\n  <script>alert(1)</script>\n</article>\n"
        "<pre>\n   kept\n</pre>\n"
        '<script type="application/json">{"a": 1}</script>\n<script src="x.js"></script>\n'
    )


def test_the_policy_names_the_scripts_of_the_theme_and_no_others() -> None:
    allowed = b64encode(sha256(b"\n  var theme = 1\n").digest()).decode()
    policy = finished(PAGE, policy=True).split("Content-Security-Policy", 1)[1].split(">")[0]
    assert f"script-src 'self' 'sha256-{allowed}';" in policy
    assert policy.count("sha256-") == 1


def test_the_policy_is_the_first_thing_after_the_character_set() -> None:
    page = finished(PAGE, policy=True)
    assert '<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"' in page


def test_nothing_but_this_host_may_be_asked() -> None:
    policy = finished(PAGE, policy=True)
    assert "default-src 'self'" in policy
    assert "http://" not in policy
    assert "https://" not in policy


def test_a_page_without_an_article_is_theme_from_end_to_end() -> None:
    assert finished("<p>\n\n</p>\n", policy=False) == "<p>\n</p>\n"


def test_finishing_twice_is_finishing_once() -> None:
    once = finished(PAGE, policy=False)
    assert finished(once, policy=False) == once
