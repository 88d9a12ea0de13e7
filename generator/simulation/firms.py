"""Names of companies, invented: a root and a trade, and beyond those a place in front."""

from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from typing import NamedTuple

from generator.simulation.names import Language


class Firm(NamedTuple):
    """A company's names: the Latin one, its own, how that is read, the legal one; and its trade."""

    language: Language
    latin: str
    own: str
    reading: str
    legal: str
    industry: str

    @property
    def slug(self) -> str:
        """The Latin name as an id."""
        return self.latin.lower().replace(" ", "-")

    @property
    def domain(self) -> str:
        """The web domain."""
        return f"{self.slug}.example"


class _Word(NamedTuple):
    latin: str
    own: str
    reading: str
    industry: str


def _words(text: str) -> tuple[_Word, ...]:
    """Read words parted by spaces: Latin, own and kana form and trade, parted by slashes."""
    rows = ((*word.replace("_", " ").split("/"), "", "", "") for word in text.split())
    return tuple(_Word(*row[:4]) for row in rows)


def _plain(text: str) -> tuple[_Word, ...]:
    """Read words that have only a Latin form, and perhaps a trade."""
    rows = ((*word.replace("_", " ").split("/"), "") for word in text.split())
    return tuple(_Word(row[0], row[0], "", row[1]) for row in rows)


_JA_ROOTS = _words("""
Sayama/狭山/さやま Misaki/三崎/みさき Hidaka/日高/ひだか Oimatsu/老松/おいまつ Tatsumi/辰巳/たつみ
Kazehaya/風早/かぜはや Asagiri/朝霧/あさぎり Minato/湊/みなと Kurokawa/黒川/くろかわ
Shirakawa/白川/しらかわ Matsukaze/松風/まつかぜ Tsukimi/月見/つきみ Harukaze/春風/はるかぜ
Otowa/音羽/おとわ Kiyose/清瀬/きよせ Ikoma/生駒/いこま Nunobiki/布引/ぬのびき Asuka/飛鳥/あすか
Takatsuki/高月/たかつき Miyako/都/みやこ Ayukawa/鮎川/あゆかわ Sugita/杉田/すぎた
Kuretake/呉竹/くれたけ Wakaba/若葉/わかば Yukimura/雪村/ゆきむら Kasuga/春日/かすが
Orihara/折原/おりはら Tokiwa/常盤/ときわ Natsume/夏目/なつめ Hoshino/星野/ほしの Amano/天野/あまの
Kirishima/霧島/きりしま Nagisa/渚/なぎさ Fukami/深見/ふかみ Izumi/泉/いずみ Kamogawa/鴨川/かもがわ
Sanjo/三条/さんじょう Uchide/打出/うちで Nishiki/錦/にしき Hatano/畑野/はたの
""")
_JA_TRADES = _words("""
Seiki/精機/せいき/machinery Denshi/電子/でんし/electronics Foods/食品/しょくひん/food
Kogyo/工業/こうぎょう/manufacturing Logistics/物流/ぶつりゅう/logistics
Chemical/化学/かがく/chemicals Printing/印刷/いんさつ/media Pharma/製薬/せいやく/healthcare
Metals/金属/きんぞく/manufacturing Auto_Parts/自動車部品/じどうしゃぶひん/machinery
Transport/運輸/うんゆ/transportation Precision/精密/せいみつ/electronics
Rubber/ゴム/ごむ/chemicals Glass/硝子/がらす/manufacturing Brewing/酒造/しゅぞう/food
Textile/紡績/ぼうせき/apparel Construction/建設/けんせつ/construction
Electric/電機/でんき/electronics Packaging/包装/ほうそう/manufacturing
Dairy/乳業/にゅうぎょう/food
""")
_KO_ROOTS = _words("""
Saeron/새론 Daon/다온 Garam/가람 Nuri/누리 Pureun/푸른 Dodam/도담 Hangyeol/한결 Onsae/온새
Raon/라온 Haesol/해솔 Neulchan/늘찬 Yedam/예담 Bareum/바름 Irum/이룸 Seum/세움 Chambit/참빛
Gaon/가온 Dure/두레 Maru/마루 Solbit/솔빛 Byeokdam/벽담 Saebyeol/새별 Hanul/한울 Areum/아름
""")
_KO_TRADES = _words("""
Logistics/물류//logistics Electronics/전자//electronics Foods/식품//food Pharma/제약//healthcare
Chemical/화학//chemicals Machinery/기계//machinery Precision/정밀//electronics
Steel/철강//manufacturing Packaging/포장//manufacturing Cosmetics/화장품//retail
Energy/에너지//energy Textile/섬유//apparel
""")
_EN_ROOTS = _plain("""
Alderbrook Birchfield Calloway Dunmore Eastlake Fernhill Greywater Harrowgate Ironbridge Juniper
Kestrel Lakemont Millbrook Northgate Oakhaven Pinecrest Quarryside Ravenwood Silverlane Thornbury
Underwood Valemont Westbrook Yarrow Ashdown Bellweather Copperfield Driftwood Elmstead Foxglove
Graniteway Hollybank
""")
_EN_TRADES = _plain("""
Foods/food Logistics/logistics Packaging/manufacturing Pharma/healthcare Motors/machinery
Steel/manufacturing Electronics/electronics Plastics/chemicals Brewing/food Printing/media
Bearings/machinery Dairy/food Aerospace/transportation Retail/retail Paper/manufacturing
Instruments/electronics
""")
_JA_PLACES = _words("""
Naniwa/なにわ/なにわ Musashi/武蔵/むさし Harima/播磨/はりま Owari/尾張/おわり Omi/近江/おうみ
Bizen/備前/びぜん Shinano/信濃/しなの Suruga/駿河/するが Yamato/大和/やまと Tango/丹後/たんご
Settsu/摂津/せっつ Mikawa/三河/みかわ Sagami/相模/さがみ Echizen/越前/えちぜん Aki/安芸/あき
Chikugo/筑後/ちくご
""")
_KO_PLACES = _words("""
Hanyang/한양 Jemul/제물 Dongnae/동래 Dalgu/달구 Wansan/완산 Bitgoel/빛골 Hanbat/한밭 Ulju/울주
Suwol/수월 Namhan/남한
""")
_EN_PLACES = _plain("North South East West Upper Lower Old New Great Little Inner Outer")


class _Stock(NamedTuple):
    """What names of one language are made of."""

    language: Language
    places: Sequence[_Word]
    roots: Sequence[_Word]
    trades: Sequence[_Word]


_STOCKS = (
    _Stock("ja", _JA_PLACES, _JA_ROOTS, _JA_TRADES),
    _Stock("ko", _KO_PLACES, _KO_ROOTS, _KO_TRADES),
    _Stock("en", _EN_PLACES, _EN_ROOTS, _EN_TRADES),
)


def invented(rng: Random, language: Language) -> Iterator[Firm]:
    """Give endless companies of a language: without a place, with one, at last with a number."""
    stock = next(stock for stock in _STOCKS if stock.language == language)
    pairs = [(root, trade) for root in stock.roots for trade in stock.trades]
    rng.shuffle(pairs)
    for root, trade in pairs:
        yield _firm(rng, stock, (root, trade))
    for place in stock.places:
        for root, trade in pairs:
            yield _firm(rng, stock, (place, root, trade))
    for number in count(2):
        for root, trade in pairs:
            mark = _Word(str(number), str(number), "", trade.industry)
            yield _firm(rng, stock, (root, trade, mark))


def _firm(rng: Random, stock: _Stock, words: Sequence[_Word]) -> Firm:
    latin = " ".join(word.latin for word in words)
    own = (" " if stock.language == "en" else "").join(word.own for word in words)
    reading = "".join(word.reading for word in words)
    legal = _legal(rng, stock.language, own)
    return Firm(stock.language, latin, own, reading, legal, words[-1].industry)


def _legal(rng: Random, language: Language, own: str) -> str:
    """Put the form of the company before or after its name."""
    match language:
        case "ja":
            return rng.choice((f"株式会社{own}", f"{own}株式会社", f"{own}株式会社"))
        case "ko":
            return rng.choice((f"주식회사 {own}", f"{own} 주식회사"))
        case _:
            return f"{own} {rng.choice(('Ltd.', 'Inc.', 'LLC', 'Pty Ltd', 'Pte. Ltd.'))}"


def _named(language: Language, latin: str, own: str, reading: str, industry: str) -> Firm:
    legal = {"ja": f"{own}株式会社", "ko": f"주식회사 {own}", "en": f"{latin} Ltd."}[language]
    return Firm(language, latin, own, reading, legal, industry)


CAST = {
    "yamada-holdings": _named("ja", "Yamada Holdings", "山田ホールディングス",
                              "やまだほーるでぃんぐす", "finance"),
    "yamada-seiki": _named("ja", "Yamada Seiki", "山田精機", "やまだせいき", "machinery"),
    "yamada-foods": _named("ja", "Yamada Foods", "山田食品", "やまだしょくひん", "food"),
    "kansai-rail": _named("ja", "Kansai Rail", "関西レール", "かんさいれーる", "transportation"),
    "naniwa-metro": _named("ja", "Naniwa Metro", "なにわメトロ", "なにわめとろ", "transportation"),
    "sakura-foods": _named("ja", "Sakura Foods", "さくら食品", "さくらしょくひん", "food"),
    "hirano-foods": _named("ja", "Hirano Foods", "平野食品", "ひらのしょくひん", "food"),
    "hanbit-logistics": _named("ko", "Hanbit Logistics", "한빛물류", "", "logistics"),
    "hanbit-holdings": _named("ko", "Hanbit Holdings", "한빛홀딩스", "", "finance"),
    "merlion-packaging": _named("en", "Merlion Packaging", "Merlion Packaging", "",
                                "manufacturing"),
}  # fmt: skip
"""Companies that the sample always has."""

RIVALS = (
    _named("en", "Rival Optics", "Rival Optics", "", "electronics"),
    _named("ja", "Tokai Sensing", "東海センシング", "とうかいせんしんぐ", "electronics"),
    _named("ko", "Daol Vision", "다올비전", "", "electronics"),
    _named("en", "Northlight Vision", "Northlight Vision", "", "electronics"),
)
"""Those who sell against the sample company."""

PARTNERS = (
    _named("ja", "Midosuji Shokai", "御堂筋商会", "みどうすじしょうかい", "retail"),
    _named("ja", "Kanto Keisoku", "関東計測販売", "かんとうけいそくはんばい", "retail"),
    _named("ja", "Hamamatsu Kogu", "浜松工具店", "はままつこうぐてん", "retail"),
    _named("ko", "Dongnae Automation", "동래자동화", "", "engineering"),
    _named("en", "Harbour Automation", "Harbour Automation", "", "engineering"),
)
"""Those who sell with it."""
