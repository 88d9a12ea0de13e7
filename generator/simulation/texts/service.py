"""What customers report and say, and how it was solved."""

from typing import NamedTuple

from generator.simulation.texts import Texts


class Trouble(NamedTuple):
    """A ticket in words."""

    category: str
    name: str
    resolution: str


TROUBLES: Texts[Trouble] = {
    "en": (
        Trouble("defect", "Drift after warm-up", "Unit exchanged; the old one goes to repair."),
        Trouble("defect", "No picture after power cut", "Firmware restored over the network."),
        Trouble("question", "How to teach a new part", "Guided through the menu by phone."),
        Trouble("request", "Certificate in English", "Sent as PDF."),
        Trouble("complaint", "Packaging damaged", "Replaced, carrier informed."),
        Trouble("question", "Which cable for 20 metres", "Named the cable, sent the drawing."),
        Trouble("request", "Training for the night shift", "Date agreed with the line manager."),
        Trouble("defect", "Battery lasts three hours only", "Batteries exchanged."),
        Trouble("complaint", "Answer took two days", "Apologised; second contact named."),
    ),
    "ja": (
        Trouble("defect", "暖機後に測定値がずれる", "本体を交換。旧品は修理へ。"),
        Trouble("defect", "停電後に画像が出ない", "リモートでファームを復旧。"),
        Trouble("question", "新品種の教示方法", "電話で操作を案内。"),
        Trouble("request", "校正証明書の再発行", "PDFで送付。"),
        Trouble("complaint", "梱包の破損", "代品を発送、運送会社へ連絡済み。"),
        Trouble("request", "夜勤者向けの講習", "製造課長と日程を確定。"),
        Trouble("defect", "電池が3時間しかもたない", "電池を交換。"),
    ),
    "ko": (
        Trouble("defect", "예열 후 측정값 편차", "본체 교환, 기존품 수리 입고."),
        Trouble("question", "신규 부품 티칭 방법", "전화로 안내."),
        Trouble("request", "교정 성적서 재발행", "PDF 송부."),
        Trouble("complaint", "포장 파손", "대체품 발송, 운송사 통보."),
        Trouble("defect", "배터리 3시간만 지속", "배터리 교환."),
    ),
}

GLAD: Texts[str] = {
    "en": ("Quick help when it counted.", "Runs since day one.", "The report convinced our board."),
    "ja": ("困ったときにすぐ来てくれる。", "導入以来停止なし。", "報告書が分かりやすい。"),
    "ko": ("필요할 때 빠른 지원.", "도입 이후 정지 없음.", "보고서가 명확함."),
}
FAIR: Texts[str] = {
    "en": ("Good devices, slow delivery.", "Fine, but the menus are hard to read."),
    "ja": ("製品は良いが納期が長い。", "画面の文字が小さい。"),
    "ko": ("제품은 좋으나 납기가 김.", "화면 글자가 작음."),
}
SORRY: Texts[str] = {
    "en": ("Two defects in one year are too many.", "Nobody answered for three days."),
    "ja": ("1年で2回の不具合は多い。", "回答まで3日かかった。"),
    "ko": ("1년에 두 번 고장은 많음.", "답변까지 3일 걸림."),
}
