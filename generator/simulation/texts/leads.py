"""What is written into leads: notes on budget, authority, need and timeline."""

from generator.simulation.texts import Texts

BANT_NOTES: dict[str, Texts[str]] = {
    "budget": {
        "en": ("Next year's plan", "Up to 20k without the board", "Repair budget only"),
        "ja": ("来期予算で検討", "修繕費の範囲なら可", "役員決裁が必要"),
        "ko": ("내년 예산 반영 예정", "수선비 한도 내 가능", "임원 결재 필요"),
    },
    "authority": {
        "en": ("Plant director decides", "Purchasing decides with quality", "Can sign himself"),
        "ja": ("工場長が決裁", "品質と購買の合議", "本人に決裁権あり"),
        "ko": ("공장장 결재", "품질팀과 구매팀 합의", "본인 결재 가능"),
    },
    "need": {
        "en": ("Scrap rate of 4 %", "A claim from a large customer", "Inspectors retire in spring"),
        "ja": ("不良率4%", "大手顧客からのクレーム", "春に検査員が定年"),
        "ko": ("불량률 4%", "대형 고객 클레임", "봄에 검사원 정년퇴직"),
    },
    "timeline": {
        "en": ("Before the line moves", "Within this fiscal year", "No date yet"),
        "ja": ("ライン移設の前", "今期中", "時期は未定"),
        "ko": ("라인 이전 전", "올해 회계연도 내", "시기 미정"),
    },
}

NOTES: Texts[str] = {
    "en": (
        "Asked at the booth about wet areas.",
        "Downloaded the light guide twice.",
        "Wants a call after the board meeting.",
        "Knows us from the last job.",
    ),
    "ja": (
        "ブースで防水の質問あり。",
        "照明ガイドを2回ダウンロード。",
        "役員会の後に電話希望。",
        "前職で当社製品を使用。",
    ),
    "ko": (
        "부스에서 방수 문의.",
        "조명 가이드 두 번 다운로드.",
        "이사회 후 통화 희망.",
        "이전 직장에서 당사 제품 사용.",
    ),
}
