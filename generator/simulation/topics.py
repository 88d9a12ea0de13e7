"""What deals are about: a few words in three languages, and the products that go together."""

from typing import NamedTuple

from generator.simulation.names import Language
from generator.simulation.range import FOUND


class Topic(NamedTuple):
    """A kind of deal: its name, the main product, what goes with each, and the work around it."""

    slug: str
    names: dict[Language, str]
    main: str
    extras: tuple[tuple[str, float], ...] = ()
    services: tuple[str, ...] = ()
    bundle: str = ""
    """The bundle that the first pieces may be sold as."""
    most: int = 80
    """No deal is for more of them than this."""

    @property
    def price(self) -> int:
        """The list price of one main product with what goes with it, in yen."""
        extras = sum(FOUND[product].price * share for product, share in self.extras)
        return round(FOUND[self.main].price + extras)


def _names(en: str, ja: str, ko: str) -> dict[Language, str]:
    return {"en": en, "ja": ja, "ko": ko}


TOPICS = (
    Topic("line-{n}-inspection",
          _names("Line {n} inspection", "{n}号ライン検査カメラ", "{n}호 라인 검사 카메라"),
          "line-camera-4k", (("lens-50", 1), ("light-bar", 1)), ("installation-day",),
          "inspection-starter"),
    Topic("film-inspection", _names("Film inspection", "フィルム面検査", "필름 표면 검사"),
          "line-camera-8k", (("light-bar", 2), ("filter-set", 1)), ("installation-day",), most=120),
    Topic("weld-seams", _names("Weld seam check", "溶接ビード検査", "용접 비드 검사"),
          "camera-3d", (("calibration-plate", 0.5),), ("installation-day", "training-day"),
          most=40),
    Topic("bearing-{n}", _names("Bearing profiles, cell {n}", "軸受形状測定 第{n}セル",
                                "베어링 형상 측정 {n}셀"),
          "camera-3d", (("reference-gauge", 0.5),), ("installation-day",), most=40),
    Topic("label-check", _names("Label and print check", "ラベル印字検査", "라벨 인쇄 검사"),
          "area-camera-12m", (("lens-35", 1), ("light-ring", 1)), ("installation-day",)),
    Topic("plant-{n}-pilot", _names("Plant {n} pilot", "第{n}工場パイロット導入",
                                    "제{n}공장 시범 도입"),
          "area-camera-5m", (("lens-16", 1), ("dome-light", 1)), ("installation-day",)),
    Topic("code-reading", _names("Code reading on conveyors", "コンベア上のコード読取",
                                 "컨베이어 코드 판독"),
          "smart-camera", (("light-ring", 1),), ("installation-day", "training-day"), most=100),
    Topic("handheld-rollout", _names("Handheld roll-out", "ハンディ端末の全拠点展開",
                                     "핸디 단말 전사 도입"),
          "handheld-terminal", (("charging-dock", 0.25), ("label-printer", 0.1)),
          ("training-day",), "picking-starter", most=400),
    Topic("scanner-replacement", _names("Scanner replacement", "スキャナー更新", "스캐너 교체"),
          "hand-scanner-pro", (("charging-dock", 0.25),), ("training-day",), most=400),
    Topic("cold-store", _names("Cold store picking", "冷蔵倉庫ピッキング", "냉동창고 피킹"),
          "hand-scanner-pro", (("label-printer", 0.2),), ("training-day",), most=300),
    Topic("condition-monitoring", _names("Condition monitoring, hall {n}", "設備状態監視 {n}号棟",
                                         "설비 상태 감시 {n}동"),
          "vibration-sensor", (("sensor-gateway", 0.125), ("temperature-probe", 1)),
          ("support-year", "installation-day"), most=400),
    Topic("filling-line", _names("Filling line sensors", "充填ラインのセンサー",
                                 "충전 라인 센서"),
          "flow-sensor", (("pressure-probe", 2), ("temperature-probe", 2),
                          ("sensor-gateway", 0.25)), ("installation-day",), most=200),
    Topic("thermal-watch", _names("Thermal watch of the switch room", "受電室の熱監視",
                                  "수전실 열화상 감시"),
          "thermal-camera", (("sensor-gateway", 0.25),), ("installation-day", "support-year"),
          most=30),
    Topic("positioning", _names("Positioning on press {n}", "{n}号プレスの位置決め",
                                "{n}호 프레스 위치 제어"),
          "laser-sensor-200", (("laser-sensor-50", 0.5),), ("installation-day",), most=200),
    Topic("colour-sorting", _names("Colour sorting", "色選別", "색상 선별"),
          "colour-sensor", (("dome-light", 0.5), ("sensor-gateway", 0.1)), ("installation-day",),
          most=200),
    Topic("gauge-room", _names("Gauge room equipment", "計測室の設備一式", "계측실 설비"),
          "reference-gauge", (("calibration-kit", 0.5),), ("calibration-visit",), most=10),
    Topic("maintenance-round", _names("Maintenance rounds", "保全巡回用サーモ",
                                      "보전 순회용 열화상기"),
          "thermal-handheld", (("charging-dock", 0.25),), ("training-day",), most=20),
)  # fmt: skip

RENEWALS = (
    Topic("calibration-renewal", _names("Calibration contract renewal", "校正契約の更新",
                                        "교정 계약 갱신"),
          "calibration-contract"),
    Topic("support-renewal", _names("Support renewal", "保守契約の更新", "유지보수 갱신"),
          "support-year"),
)  # fmt: skip

_ANY = (TOPICS[1], TOPICS[7])
_FEWEST = 2
"""No deal is for less of them than this."""


def fitting(budget: int, *, renewal: bool) -> tuple[Topic, ...]:
    """Name the topics that fit an amount in yen: not a single set, and not hundreds."""
    if renewal:
        return RENEWALS
    sets = [(topic, budget / topic.price) for topic in TOPICS]
    return tuple(topic for topic, count in sets if _FEWEST <= count <= topic.most) or _ANY
