"""What is written about accounts."""

from generator.simulation.texts import Texts

PREFERENCES: Texts[str] = {
    "en": (
        "Visits before 10:00 only, safety shoes needed.",
        "Quotes always as PDF and in the supplier portal.",
        "No deliveries on the last two days of a month.",
        "Wants one invoice a month for all orders.",
        "Prefers calls in the afternoon.",
    ),
    "ja": (
        "訪問は午前10時まで。安全靴が必要。",
        "見積書はPDFと購買サイトの両方に提出。",
        "月末2日間は納品不可。",
        "請求書は月1回にまとめること。",
        "電話は午後が望ましい。",
    ),
    "ko": (
        "방문은 오전 10시 이전, 안전화 필수.",
        "견적서는 PDF와 구매 포털에 모두 제출.",
        "월말 이틀은 납품 불가.",
        "세금계산서는 월 1회 합산 발행.",
        "전화는 오후 선호.",
    ),
}
NOTES: Texts[str] = {
    "en": (
        "A second plant opens next autumn.",
        "Bought from a rival until 2022; changed after a line stop.",
        "The founder's son runs purchasing since spring.",
        "Part of our reference list.",
    ),
    "ja": (
        "来年秋に第2工場が稼働予定。",
        "2022年までは競合製品を使用。ライン停止を機に切替。",
        "春から購買責任者が交代。",
        "導入事例として公開許可あり。",
    ),
    "ko": (
        "내년 가을 제2공장 가동 예정.",
        "2022년까지 경쟁사 제품 사용, 라인 정지 후 교체.",
        "봄부터 구매 책임자 변경.",
        "도입 사례 공개 동의.",
    ),
}
