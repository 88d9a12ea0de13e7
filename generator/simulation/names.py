"""Names of persons, invented from common family and given names of three languages."""

from random import Random
from typing import Literal, NamedTuple

Language = Literal["en", "ja", "ko"]


class Name(NamedTuple):
    """A person's name: in Latin letters, in its own script, and how it is read."""

    language: Language
    latin_family: str
    latin_given: str
    family: str
    given: str
    reading: str

    @property
    def latin(self) -> str:
        """The given name first, as cards in English have it."""
        return f"{self.latin_given} {self.latin_family}"

    @property
    def own(self) -> str:
        """The name in its own script and order."""
        match self.language:
            case "ja":
                return f"{self.family} {self.given}"
            case "ko":
                return f"{self.family}{self.given}"
            case _:
                return self.latin

    @property
    def polite(self) -> str:
        """How a note speaks of the person."""
        match self.language:
            case "ja":
                return f"{self.family}様"
            case "ko":
                return f"{self.own} 님"
            case _:
                return self.latin

    @property
    def slug(self) -> str:
        """The name as an id."""
        return f"{self.latin_given}-{self.latin_family}".lower()


def _split(text: str) -> tuple[tuple[str, ...], ...]:
    """Read a word list: words parted by spaces, their forms by slashes."""
    return tuple(tuple(word.split("/")) for word in text.split())


_JA_FAMILY = _split("""
岡/おか/Oka 平野/ひらの/Hirano 大野/おおの/Ohno 西村/にしむら/Nishimura 三浦/みうら/Miura
藤井/ふじい/Fujii 村上/むらかみ/Murakami 近藤/こんどう/Kondo 石田/いしだ/Ishida
坂本/さかもと/Sakamoto 遠藤/えんどう/Endo 青木/あおき/Aoki 福田/ふくだ/Fukuda 太田/おおた/Ota
松井/まつい/Matsui 原田/はらだ/Harada 小川/おがわ/Ogawa 中島/なかじま/Nakajima
竹内/たけうち/Takeuchi 金子/かねこ/Kaneko 和田/わだ/Wada 中山/なかやま/Nakayama 上田/うえだ/Ueda
森田/もりた/Morita 柴田/しばた/Shibata 酒井/さかい/Sakai 工藤/くどう/Kudo 横山/よこやま/Yokoyama
宮崎/みやざき/Miyazaki 内田/うちだ/Uchida 高木/たかぎ/Takagi 安藤/あんどう/Ando
谷口/たにぐち/Taniguchi 大塚/おおつか/Otsuka 丸山/まるやま/Maruyama 今井/いまい/Imai
河野/こうの/Kono 藤原/ふじわら/Fujiwara 武田/たけだ/Takeda 杉山/すぎやま/Sugiyama
増田/ますだ/Masuda 平田/ひらた/Hirata 千葉/ちば/Chiba 久保/くぼ/Kubo 松尾/まつお/Matsuo
桜井/さくらい/Sakurai 岩崎/いわさき/Iwasaki 木下/きのした/Kinoshita 野口/のぐち/Noguchi
菊地/きくち/Kikuchi 辻/つじ/Tsuji 川上/かわかみ/Kawakami 永井/ながい/Nagai 飯田/いいだ/Iida
吉川/よしかわ/Yoshikawa 片山/かたやま/Katayama 浅野/あさの/Asano 北川/きたがわ/Kitagawa
秋山/あきやま/Akiyama 本多/ほんだ/Honda
""")
_JA_GIVEN = _split("""
誠/まこと/Makoto 由美/ゆみ/Yumi 健/けん/Ken 智子/ともこ/Tomoko 浩二/こうじ/Koji 恵/めぐみ/Megumi
翔太/しょうた/Shota 直美/なおみ/Naomi 拓也/たくや/Takuya 麻衣/まい/Mai 隆/たかし/Takashi
香織/かおり/Kaori 大輔/だいすけ/Daisuke 優子/ゆうこ/Yuko 亮/りょう/Ryo 美穂/みほ/Miho
哲也/てつや/Tetsuya 真理/まり/Mari 和彦/かずひこ/Kazuhiko 千尋/ちひろ/Chihiro 純/じゅん/Jun
彩/あや/Aya 達也/たつや/Tatsuya 陽子/ようこ/Yoko 修/おさむ/Osamu 奈々/なな/Nana 剛/つよし/Tsuyoshi
里奈/りな/Rina 悟/さとる/Satoru 明美/あけみ/Akemi 康弘/やすひろ/Yasuhiro 沙織/さおり/Saori
俊介/しゅんすけ/Shunsuke 久美子/くみこ/Kumiko 勇気/ゆうき/Yuki 遥/はるか/Haruka 慎吾/しんご/Shingo
幸子/さちこ/Sachiko 渉/わたる/Wataru 葵/あおい/Aoi
""")
_KO_FAMILY = _split("""
김/Kim 이/Lee 박/Park 최/Choi 정/Jung 강/Kang 조/Cho 윤/Yoon 장/Jang 임/Lim 한/Han 오/Oh 서/Seo
신/Shin 권/Kwon 황/Hwang 안/Ahn 송/Song 류/Ryu 홍/Hong
""")
_KO_GIVEN = _split("""
민서/Minseo 지우/Jiwoo 서연/Seoyeon 도윤/Doyun 하준/Hajun 수아/Sua 지훈/Jihoon 예은/Yeeun
현우/Hyunwoo 소라/Sora 준호/Junho 유진/Yujin 성민/Seongmin 은지/Eunji 태현/Taehyun 다은/Daeun
동욱/Dongwook 혜진/Hyejin 상훈/Sanghoon 미경/Mikyung 재원/Jaewon 나래/Narae 승호/Seungho
보람/Boram 영수/Youngsoo 하늘/Haneul
""")
_EN_FAMILY = _split("""
Ortiz Okafor Bennett Castillo Delaney Eriksen Fairbanks Grant Hollis Ibrahim Jensen Kaplan Larkin
Mercer Novak Osborne Pereira Quinn Ramsey Sutton Tran Underhill Vasquez Whitaker Yates Zimmer
Abbott Blythe Chandra Dawson Ellery Foster Greer Haddad Irving Jimenez Keller Lindqvist Moreau
Nair
""")
_EN_GIVEN = _split("""
Ben Grace Alice Marcus Nina Owen Priya Rafael Sarah Theo Uma Victor Wendy Carlos Dana Elena Felix
Hannah Isaac Julia Kevin Laura Miguel Nora Oscar Paula Quentin Rosa Simon Tessa Vera Wesley Amir
Chloe Dennis Emma Frank Gemma Hugo Iris
""")


def japanese(rng: Random) -> Name:
    """Draw a Japanese name."""
    family, kana, latin = rng.choice(_JA_FAMILY)
    given, given_kana, given_latin = rng.choice(_JA_GIVEN)
    return Name("ja", latin, given_latin, family, given, f"{kana} {given_kana}")


def korean(rng: Random) -> Name:
    """Draw a Korean name."""
    family, latin = rng.choice(_KO_FAMILY)
    given, given_latin = rng.choice(_KO_GIVEN)
    return Name("ko", latin, given_latin, family, given, f"{latin} {given_latin}")


def english(rng: Random) -> Name:
    """Draw a name of the kind met in English-speaking offices."""
    (family,), (given,) = rng.choice(_EN_FAMILY), rng.choice(_EN_GIVEN)
    return Name("en", family, given, family, given, "")


def drawn(rng: Random, language: Language) -> Name:
    """Draw a name of a language."""
    match language:
        case "ja":
            return japanese(rng)
        case "ko":
            return korean(rng)
        case _:
            return english(rng)
