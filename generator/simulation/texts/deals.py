"""What is written into deals and quotes."""

from collections.abc import Mapping

from generator.simulation.names import Language
from generator.simulation.texts import Texts

NEXT_STEPS: tuple[Texts[str], ...] = (
    {
        "en": (
            "Call to find out who decides",
            "First visit to the plant",
            "Send the case study on scrap rates",
            "Find out about the budget round",
            "Ask for a walk along the line",
        ),
        "ja": (
            "決裁ルートを確認する",
            "初回訪問の日程調整",
            "不良率改善の事例を送付",
            "来期予算の時期を確認",
            "ライン見学をお願いする",
        ),
        "ko": (
            "의사결정자 확인 통화",
            "공장 첫 방문 일정 잡기",
            "불량률 개선 사례 송부",
            "예산 편성 시기 확인",
            "라인 견학 요청",
        ),
    },
    {
        "en": (
            "Trial with sample parts",
            "Demo at the customer's line",
            "Clear the interface with their PLC team",
            "Report on the trial",
            "Measure the light on site",
        ),
        "ja": (
            "サンプルワークで検証",
            "現場でデモを実施",
            "PLC担当とインターフェースを詰める",
            "テスト結果の報告会",
            "照明条件を現地で測定",
        ),
        "ko": (
            "샘플 부품으로 시험",
            "현장 데모 진행",
            "PLC 담당자와 인터페이스 협의",
            "테스트 결과 보고",
            "현장 조명 조건 측정",
        ),
    },
    {
        "en": (
            "Walk through the quote with purchasing",
            "Send the revised quote",
            "Answer the questions on delivery",
            "Reference visit at another customer",
            "Present the payback to the director",
        ),
        "ja": (
            "見積内容を購買部と確認",
            "修正見積を提出",
            "納期の質問に回答",
            "導入済みのお客様を見学",
            "投資回収を役員に説明",
        ),
        "ko": (
            "구매팀과 견적 검토",
            "수정 견적 제출",
            "납기 문의 회신",
            "도입 고객사 견학",
            "임원에게 투자 회수 설명",
        ),
    },
    {
        "en": (
            "Contract review",
            "Wait for the signed order",
            "Agree on the delivery date",
            "Price talk with the purchasing manager",
            "Board decision, then the order",
        ),
        "ja": (
            "契約書の最終確認",
            "注文書の受領待ち",
            "納入日を確定",
            "購買課長と価格交渉",
            "役員会の決裁後に発注",
        ),
        "ko": (
            "계약서 최종 검토",
            "발주서 수령 대기",
            "납품일 확정",
            "구매팀장과 가격 협상",
            "이사회 승인 후 발주",
        ),
    },
)
"""Next steps by how far along a deal is: found, tried, offered, nearly won."""

RENEWAL_STEPS: Texts[str] = {
    "en": (
        "Send the renewal quote",
        "Go through last year's calls together",
        "Ask for the order number",
        "Offer two years at this year's price",
    ),
    "ja": (
        "更新見積を送付",
        "昨年の対応実績を説明",
        "注文番号を確認",
        "2年契約の価格を提案",
    ),
    "ko": (
        "갱신 견적 송부",
        "작년 대응 실적 설명",
        "발주 번호 확인",
        "2년 계약 가격 제안",
    ),
}

LOST_NOTES: Mapping[str, Mapping[Language, str]] = {
    "price": {
        "en": "The rival was about 8 % lower, and purchasing decided.",
        "ja": "競合が約8%安く、購買の判断で負けました。",
        "ko": "경쟁사가 약 8% 저렴했고 구매팀이 결정했습니다.",
    },
    "competition": {
        "en": "They already have the rival's software on two lines.",
        "ja": "すでに2ラインで競合のソフトを使っているとのこと。",
        "ko": "이미 두 라인에서 경쟁사 소프트웨어를 쓰고 있습니다.",
    },
    "no_budget": {
        "en": "Investment was frozen until next spring.",
        "ja": "来春まで設備投資が凍結されました。",
        "ko": "내년 봄까지 설비 투자가 동결되었습니다.",
    },
    "missing_features": {
        "en": "They need a camera for wet areas, which we do not make.",
        "ja": "水がかかる場所の防水カメラが条件で、対応できず。",
        "ko": "방수 카메라가 필요했으나 당사 제품이 없었습니다.",
    },
    "timing": {
        "en": "The line will move first; ask again in a year.",
        "ja": "ラインの移設が先になり、1年後に再提案します。",
        "ko": "라인 이전이 먼저라 1년 뒤 다시 제안합니다.",
    },
    "no_decision": {
        "en": "Three meetings, and nobody wanted to decide.",
        "ja": "3回打合せしたが、決裁者が決まらず終了。",
        "ko": "세 번 회의했지만 결정이 나지 않았습니다.",
    },
    "no_contact": {
        "en": "Our contact changed jobs, and nobody took over.",
        "ja": "担当者が異動し、引き継ぎがありませんでした。",
        "ko": "담당자가 이직했고 후임이 없습니다.",
    },
    "poor_fit": {
        "en": "Their parts shine too much for our light.",
        "ja": "ワークの光沢が強く、検査精度が出ませんでした。",
        "ko": "부품 광택이 심해 검사 정확도가 나오지 않았습니다.",
    },
}
LOST_WEIGHTS = {
    "price": 28.0,
    "competition": 18.0,
    "no_budget": 14.0,
    "timing": 12.0,
    "no_decision": 12.0,
    "missing_features": 6.0,
    "poor_fit": 6.0,
    "no_contact": 4.0,
}

PUSH_REASONS = (
    "legal needs two more weeks",
    "the budget round is later than thought",
    "the trial has to be repeated with new parts",
    "the plant director is away until then",
    "they wait for the new line to be moved",
    "purchasing asks for a third quote",
    "the decision went up to the board",
)

TERMS: Texts[str] = {
    "en": (
        "Delivery six weeks after order. Prices without tax.",
        "Delivery ex warehouse Osaka. Installation on working days, 9:00 to 17:00.",
        "Prices hold for the quantities offered.",
    ),
    "ja": (
        "納期: ご注文後6週間。価格は税抜です。",
        "大阪倉庫渡し。設置作業は平日9時から17時まで。",
        "本見積の数量に限り有効です。",
    ),
    "ko": (
        "납기: 발주 후 6주. 부가세 별도.",
        "오사카 창고 인도 조건. 설치는 평일 9시-17시.",
        "견적 수량에 한해 유효합니다.",
    ),
}

APPROVAL_REASONS = (
    "First order of a new plant",
    "Volume, and a second line to follow",
    "Keeps the rival out of the group",
    "Year-end price, once",
    "Reference customer in the region",
)

NOTES: Texts[str] = {
    "en": (
        "Night shift can only be visited before 07:00.\nBring safety shoes.",
        "The old system is ten years old; spare parts run out next summer.",
        "Their group standard asks for GigE cameras only.",
        "Purchasing always asks for a second quote before the end of the month.",
    ),
    "ja": (
        "夜勤の確認は7時前のみ可能。\n安全靴を持参すること。",
        "現行機は導入から10年。来年夏に保守部品が切れる。",
        "グループ標準はGigEカメラ限定。",
        "月末前に必ず相見積を取るお客様。",
    ),
    "ko": (
        "야간 근무 확인은 7시 이전에만 가능.\n안전화 지참.",
        "현 설비는 10년 경과. 내년 여름 부품 단종 예정.",
        "그룹 표준은 GigE 카메라만 허용.",
        "월말 전에 항상 비교 견적을 받는 고객.",
    ),
}
