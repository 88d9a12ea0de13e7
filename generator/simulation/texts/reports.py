"""What daily reports say besides the day's visits."""

from collections.abc import Mapping, Sequence

from generator.simulation.names import Language

Sentences = Mapping[Language, Sequence[str]]

REACTIONS: Sentences = {
    "en": (
        "Interested, but careful about the price.",
        "Friendly; they compare us with one rival.",
        "Asked many questions on installation.",
        "Quiet. The decision is taken elsewhere.",
    ),
    "ja": (
        "前向きだが、価格には慎重。",
        "感触は良い。1社と比較中とのこと。",
        "設置工事についての質問が多かった。",
        "反応は薄い。決裁は別の部署の模様。",
        "デモの画質を高く評価いただいた。",
    ),
    "ko": (
        "관심 있으나 가격에 신중.",
        "분위기 좋음. 한 업체와 비교 중.",
        "설치 관련 질문이 많았음.",
        "반응 미온적. 결정은 다른 부서에서.",
    ),
}
RESULTS: Sentences = {
    "en": (
        "A trial is agreed.",
        "They want a quote by the end of the week.",
        "Next meeting with the plant director is fixed.",
        "Nothing firm yet.",
    ),
    "ja": (
        "ラインでのテストに合意。",
        "今週中に見積を提出する。",
        "次回は工場長との面談が決定。",
        "具体的な進展なし。継続フォロー。",
        "競合の提案内容を把握できた。",
    ),
    "ko": (
        "라인 시험 합의.",
        "이번 주 내 견적 제출.",
        "다음 공장장 면담 확정.",
        "아직 구체적 진전 없음.",
    ),
}
TOMORROW: Sentences = {
    "en": (
        "Two visits, then the revised quote.",
        "Office: quotes and calls.",
        "Demo at the customer's line in the morning.",
        "Prepare the trial with applications.",
    ),
    "ja": (
        "午前は訪問2件、午後は見積作成。",
        "終日内勤。見積と電話フォロー。",
        "午前中に現場デモ。",
        "技術とテストの準備。",
        "既存客のルート訪問4件。",
    ),
    "ko": (
        "오전 방문 2건, 오후 견적 작성.",
        "내근: 견적 및 통화.",
        "오전 현장 데모.",
        "기술팀과 시험 준비.",
    ),
}
ISSUES: Sentences = {
    "en": (
        "The demo unit is still in Nagoya.",
        "Waiting for the price approval.",
        "Lead time of the 3D camera is too long for them.",
    ),
    "ja": (
        "デモ機がまだ名古屋から戻っていない。",
        "値引き承認待ち。",
        "3Dカメラの納期が先方の希望に合わない。",
    ),
    "ko": (
        "데모 장비가 아직 나고야에 있음.",
        "할인 승인 대기 중.",
        "3D 카메라 납기가 고객 희망과 맞지 않음.",
    ),
}
COMMENTS: Sentences = {
    "en": (
        "Good. Take the optics engineer along next time.",
        "Find out who signs before the next quote.",
        "I will call their director this week.",
        "Please update the close date.",
    ),
    "ja": (
        "良い動き。次回は光学の技術者も同行を。",
        "見積前に決裁者を確認すること。",
        "先方の部長には私から電話します。",
        "案件の完了予定日を更新してください。",
        "値引きは根拠を添えて申請を。",
    ),
    "ko": (
        "좋습니다. 다음에는 광학 엔지니어와 동행하세요.",
        "견적 전에 결재자를 확인하세요.",
        "제가 이번 주에 임원과 통화하겠습니다.",
        "종료 예정일을 갱신해 주세요.",
    ),
}
