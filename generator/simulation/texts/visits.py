"""What is noted of calls, meetings and visits about deals, by how far along the deal is."""

from typing import NamedTuple

from generator.simulation.texts import Texts


class Note(NamedTuple):
    """An activity in words: its type, what it was about, what was said, and what follows."""

    type: str
    name: str
    summary: str
    following: str = ""


EARLY: Texts[Note] = {
    "en": (
        Note("call", "First call", "Two lines with manual inspection; scrap is a topic since the "
             "claim in spring.", "Fix a date for a first visit"),
        Note("visit", "First visit", "Walked the line with {contact}. The inspection station is "
             "lit by daylight, which explains the false rejects.", "Send the light guide"),
        Note("mail", "Case study", "Sent {contact} the case study of a similar line.",
             "Call in a week"),
        Note("online_meeting", "Needs talk", "{contact} showed pictures of the defects. Most are "
             "scratches below 0.2 mm.", "Check with applications which lens fits"),
        Note("call", "Budget", "There is money for one line this year; the second is planned for "
             "next year.", "Ask purchasing for the budget round"),
        Note("meeting", "Who decides", "{contact} champions us; the plant director decides, and "
             "quality has a veto.", "Invite quality to the next meeting"),
    ),
    "ja": (
        Note("call", "初回電話", "目視検査のラインが2本。春のクレーム以来、不良率が課題とのこと。",
             "初回訪問の日程を決める"),
        Note("visit", "初回訪問",
             "{contact}とライン見学。検査工程に外光が入り、過検出の原因と思われる。",
             "照明ガイドを送付"),
        Note("mail", "事例送付", "類似ラインの導入事例を{contact}に送付しました。", "来週電話"),
        Note("online_meeting", "要件ヒアリング", "不良画像を共有いただく。0.2mm以下のキズが大半。",
             "最適なレンズを技術に確認"),
        Note("call", "予算確認", "今期は1ライン分の予算あり。2本目は来期計画。",
             "購買に予算時期を確認"),
        Note("meeting", "決裁ルート", "{contact}は推進派。決裁は工場長、品質に拒否権あり。",
             "次回は品質も同席依頼"),
    ),
    "ko": (
        Note("call", "첫 통화", "육안 검사 라인 2개. 봄 클레임 이후 불량률이 과제라고 함.",
             "첫 방문 일정 확정"),
        Note("visit", "첫 방문", "{contact}과 라인 견학. 검사 공정에 외광이 들어와 과검출 발생.",
             "조명 가이드 송부"),
        Note("online_meeting", "요구사항 회의", "불량 사진 공유. 대부분 0.2mm 이하 스크래치.",
             "적합한 렌즈 기술팀 확인"),
        Note("call", "예산 확인", "올해 1개 라인 예산 있음. 두 번째는 내년 계획.",
             "구매팀에 예산 시기 확인"),
        Note("meeting", "의사결정 구조",
             "{contact}이 추진 담당. 결재는 공장장, 품질팀 거부권 있음.",
             "다음 회의에 품질팀 초대"),
    ),
}  # fmt: skip

MIDDLE: Texts[Note] = {
    "en": (
        Note("demo", "Trial with sample parts", "48 of 50 bad parts found, two false rejects. "
             "{contact} wants to see it at line speed.", "Trial at the line"),
        Note("visit", "Measured the light", "Vibration of the frame is above our limit; a stiffer "
             "bracket is needed.", "Drawing of the bracket"),
        Note("online_meeting", "Interface", "Their PLC team wants Profinet; our gateway does it "
             "with the new firmware.", "Send the firmware note"),
        Note("demo", "Demo on site", "Ran for two hours without a stop. The operators liked the "
             "display.", "Write the trial report"),
        Note("call", "Trial report", "{contact} passed the report on to the director.",
             "Ask for a date with the director"),
    ),
    "ja": (
        Note("demo", "サンプル検証",
             "不良50個中48個を検出、過検出2個。{contact}は実速度での確認を希望。",
             "ラインでテスト"),
        Note("visit", "照明測定", "架台の振動が基準超え。剛性の高いブラケットが必要。",
             "ブラケット図面の作成"),
        Note("online_meeting", "通信仕様の打合せ", "PLC側はProfinet希望。新ファームで対応可能。",
             "ファームの資料を送付"),
        Note("demo", "現場デモ", "2時間連続で停止なし。オペレーターの評判が良い。",
             "テスト報告書を作成"),
        Note("call", "報告書の反応", "{contact}から役員へ報告書を回覧済み。", "役員面談の日程調整"),
    ),
    "ko": (
        Note("demo", "샘플 검증",
             "불량 50개 중 48개 검출, 과검출 2개. {contact}이 실제 속도 확인 희망.",
             "라인에서 시험"),
        Note("visit", "조명 측정", "프레임 진동이 기준 초과. 견고한 브래킷 필요.",
             "브래킷 도면 작성"),
        Note("online_meeting", "통신 사양 협의", "PLC팀은 Profinet 희망. 새 펌웨어로 대응 가능.",
             "펌웨어 자료 송부"),
        Note("demo", "현장 데모", "2시간 연속 정지 없음. 작업자 반응 좋음.", "시험 보고서 작성"),
    ),
}  # fmt: skip

LATE: Texts[Note] = {
    "en": (
        Note("meeting", "Quote walk-through", "{contact} compared line by line. The rival quoted "
             "8 % lower without installation.", "Revised quote by Friday"),
        Note("call", "Price talk", "Purchasing asks for another 3 %; {contact} says quality wants "
             "us.", "Talk to the manager about the discount"),
        Note("visit", "Reference visit", "Took {contact} to a customer with the same line. Good "
             "talk between the two quality managers.", "Ask for the decision date"),
        Note("online_meeting", "Contract", "Legal wants our liability clause changed; ours can "
             "live with it.", "Send the contract draft"),
        Note("mail", "Delivery date", "Confirmed six weeks; {contact} needs the cameras before "
             "the year-end stop.", "Reserve stock"),
        Note("call", "Decision", "The board meets next week. {contact} expects a yes.",
             "Call after the board meeting"),
    ),
    "ja": (
        Note("meeting", "見積説明", "{contact}と明細を確認。競合は設置費なしで8%安い見積。",
             "金曜までに修正見積"),
        Note("call", "価格交渉", "購買からさらに3%の要求。品質は当社を推している。",
             "値引きを上長に相談"),
        Note("visit", "導入先見学", "{contact}を同型ラインのお客様へご案内。品質同士の話が弾んだ。",
             "決定時期を確認"),
        Note("online_meeting", "契約条件", "法務が責任条項の修正を希望。当社は許容範囲。",
             "契約書案を送付"),
        Note("mail", "納期回答", "6週間で回答。年末停止前の設置が条件。", "在庫を確保"),
        Note("call", "決裁状況", "来週の役員会に上程予定。{contact}は通る見込みとのこと。",
             "役員会後に電話"),
    ),
    "ko": (
        Note("meeting", "견적 설명", "{contact}과 항목별 검토. 경쟁사는 설치비 없이 8% 저렴.",
             "금요일까지 수정 견적"),
        Note("call", "가격 협상", "구매팀이 추가 3% 요구. 품질팀은 당사 선호.",
             "할인 관련 상사와 협의"),
        Note("visit", "도입 고객사 견학", "{contact}을 동일 라인 고객사로 안내. 분위기 좋았음.",
             "결정 시기 확인"),
        Note("online_meeting", "계약 조건", "법무팀이 책임 조항 수정 희망. 수용 가능.",
             "계약서 초안 송부"),
        Note("call", "결재 진행", "다음 주 이사회 상정 예정. {contact}은 통과를 예상.",
             "이사회 후 통화"),
    ),
}  # fmt: skip

CARE: Texts[Note] = {
    "en": (
        Note("visit", "Regular visit", "All stations run. {contact} asked for a second charging "
             "dock.", "Quote the dock"),
        Note("visit", "Walked line 3", "Line 3 gets new parts in spring; the camera will need "
             "another lens.", "Check the lens with applications"),
        Note("call", "After delivery", "Everything arrived complete. Installation is on Tuesday.",
             ""),
        Note("meeting", "Year talk", "{contact} is content with the service and wants shorter "
             "lead times for probes.", "Talk to logistics"),
    ),
    "ja": (
        Note("visit", "定期訪問", "全ステーション正常稼働。{contact}から充電ドック追加の相談。",
             "ドックを見積"),
        Note("visit", "3号ライン巡回", "春に品種追加の予定。レンズ変更が必要になる見込み。",
             "技術にレンズを確認"),
        Note("call", "納品確認", "全数納品済み。火曜に設置予定。", ""),
        Note("meeting", "年次面談", "サービスには満足。プローブの納期短縮を希望。", "物流と相談"),
    ),
    "ko": (
        Note("visit", "정기 방문", "전 설비 정상 가동. {contact}이 충전 독 추가 문의.", "독 견적"),
        Note("visit", "3호 라인 점검", "봄에 신규 부품 투입 예정. 렌즈 변경 필요할 듯.",
             "기술팀에 렌즈 확인"),
        Note("call", "납품 확인", "전량 도착. 화요일 설치 예정.", ""),
        Note("meeting", "연간 면담", "서비스에 만족. 프로브 납기 단축 희망.", "물류팀과 협의"),
    ),
}  # fmt: skip

RENEWALS: Texts[Note] = {
    "en": (
        Note("call", "Renewal call", "{contact} is content and asks for the same terms.",
             "Send the renewal quote"),
        Note("meeting", "Review of the year", "Went through four calls and two visits. {contact} "
             "would like one visit more a year.", "Offer a third visit"),
        Note("mail", "Renewal quote", "Sent the quote to {contact} and purchasing.",
             "Ask for the order number"),
        Note("call", "Price of the renewal", "Purchasing wants last year's price; two years might "
             "do.", "Offer two years"),
    ),
    "ja": (
        Note("call", "更新のご案内", "{contact}は現状に満足。同条件での更新を希望。",
             "更新見積を送付"),
        Note("meeting", "年間実績の報告", "対応4件、定期点検2回を報告。点検の追加を検討中。",
             "点検3回のプランを提案"),
        Note("mail", "更新見積の送付", "{contact}と購買へ見積を送付しました。", "注文番号を確認"),
    ),
    "ko": (
        Note("call", "갱신 안내", "{contact}은 현재 조건에 만족. 동일 조건 희망.",
             "갱신 견적 송부"),
        Note("meeting", "연간 실적 보고", "대응 4건, 정기 점검 2회 보고. 추가 점검 검토 중.",
             "점검 3회 플랜 제안"),
    ),
}  # fmt: skip

LEADS: Texts[Note] = {
    "en": (
        Note("call", "First contact", "Reached {contact}; asked for prices and a short call next "
             "week.", "Send the price overview"),
        Note("mail", "Answer to the inquiry", "Sent the overview and two dates for a call.",
             "Call if no answer"),
        Note("call", "No answer", "Tried twice, left a message.", "Try again on Monday"),
    ),
    "ja": (
        Note("call", "初回連絡", "{contact}と通話。価格の目安と来週の打合せを希望。",
             "価格表を送付"),
        Note("mail", "お問い合わせ回答", "資料と候補日を2つ送付しました。", "返信なければ電話"),
        Note("call", "不在", "2回かけたが不在。伝言を残した。", "月曜に再度連絡"),
    ),
    "ko": (
        Note("call", "첫 연락", "{contact}과 통화. 가격과 다음 주 미팅 희망.", "가격표 송부"),
        Note("mail", "문의 회신", "자료와 일정 후보 두 개 송부.", "회신 없으면 통화"),
        Note("call", "부재중", "두 번 전화했으나 부재. 메시지 남김.", "월요일 재시도"),
    ),
}  # fmt: skip

SHELVES: Texts[Note] = {
    "en": (
        Note("visit", "Shelf check", "Probes sold well, two facings lost to a rival's display.",
             "Bring the new display"),
        Note("visit", "Shelf check", "Staff asked for a leaflet on the Pro scanner.",
             "Print leaflets"),
    ),
    "ja": (
        Note("visit", "棚チェック", "プローブの動きが良い。競合の什器で2フェース減。",
             "新しい什器を持参"),
        Note("visit", "棚チェック", "スキャナーProのチラシ希望あり。", "チラシを手配"),
    ),
    "ko": (
        Note("visit", "매대 점검", "프로브 판매 호조. 경쟁사 진열로 두 면 감소.", "새 진열대 지참"),
    ),
}  # fmt: skip

PLANNED: Texts[Note] = {
    "en": (
        Note("visit", "Visit with the revised quote", ""),
        Note("online_meeting", "Contract review", ""),
        Note("call", "Ask for the decision", ""),
        Note("demo", "Demo at the line", ""),
        Note("meeting", "Meeting with purchasing", ""),
        Note("task", "Write the trial report", ""),
    ),
    "ja": (
        Note("visit", "修正見積の説明訪問", ""),
        Note("online_meeting", "契約内容の確認", ""),
        Note("call", "決裁状況の確認", ""),
        Note("demo", "現場デモ", ""),
        Note("meeting", "購買部との打合せ", ""),
    ),
    "ko": (
        Note("visit", "수정 견적 설명 방문", ""),
        Note("online_meeting", "계약 내용 확인", ""),
        Note("call", "결재 진행 확인", ""),
        Note("demo", "현장 데모", ""),
    ),
}
