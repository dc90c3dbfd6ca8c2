"""Languages are told by their script and their commonest words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.writing.language import detect_language

SAMPLES = {
    "en": "The old woman looked at the sea, and she said that it was late.",
    "es": "La vieja miró el mar y dijo que ya era muy tarde para ella.",
    "fr": "La vieille femme regarda la mer et dit qu'il était trop tard pour elle.",
    "de": "Die alte Frau sah auf das Meer und sagte, dass es schon zu spät ist.",
    "pt": "A velha olhou para o mar e disse que já era muito tarde para ela.",
    "it": "La vecchia guardò il mare e disse che era troppo tardi per lei.",
    "nl": "De oude vrouw keek naar de zee en zei dat het al te laat was.",
    "sv": "Den gamla kvinnan såg på havet och sade att det var för sent.",
    "pl": "Stara kobieta patrzyła na morze i powiedziała, że już jest za późno.",
    "tr": "Yaşlı kadın denize baktı ve artık çok geç olduğunu söyledi, dedi.",
    "id": "Perempuan tua itu melihat ke laut dan berkata bahwa ini sudah terlambat.",
    "vi": "Bà lão nhìn ra biển và nói rằng bây giờ đã quá muộn với chúng ta.",
    "hi": "बूढ़ी औरत ने समुद्र को देखा और कहा कि अब बहुत देर हो गई है।",
    "mr": "म्हातारीने समुद्राकडे पाहिले आणि ती म्हणाली की आता खूप उशीर झाला आहे.",
    "ta": "கிழவி கடலைப் பார்த்தாள்.",
    "te": "ముసలామె సముద్రాన్ని చూసింది.",
    "bn": "বুড়ি সমুদ্রের দিকে তাকাল।",
    "gu": "ડોશીએ દરિયા તરફ જોયું.",
    "kn": "ಮುದುಕಿ ಸಮುದ್ರವನ್ನು ನೋಡಿದಳು.",
    "ml": "വൃദ്ധ കടലിലേക്ക് നോക്കി.",
    "pa": "ਬੁੱਢੀ ਔਰਤ ਨੇ ਸਮੁੰਦਰ ਵੱਲ ਦੇਖਿਆ।",
    "th": "หญิงชรามองออกไปที่ทะเล",
    "ar": "نظرت المرأة العجوز إلى البحر وقالت إن الوقت متأخر.",
    "fa": "پیرزن به دریا نگاه کرد و گفت که دیگر دیر شده است.",
    "ur": "بوڑھی عورت نے سمندر کی طرف دیکھا اور کہا کہ بہت دیر ہو گئی ہے۔",
    "ru": "Старая женщина посмотрела на море и сказала, что уже поздно, но мы были рады.",
    "uk": "Стара жінка подивилася на море і сказала, що вже пізно її чекати.",
    "ko": "할머니는 바다를 바라보았다.",
    "ja": "老婆は海を見て、もう遅いと言った。",
    "zh": "老妇人看着大海，说已经太晚了。",
    "he": "הזקנה הביטה בים ואמרה שמאוחר מדי.",
    "el": "Η γριά κοίταξε τη θάλασσα.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_sample(language: str) -> None:
    assert detect_language(SAMPLES[language]) == language


@pytest.mark.parametrize("text", ["", "1234 !?", "Zzz."])
def test_nothing_to_tell_by_is_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_a_foreign_word_does_not_turn_a_text() -> None:
    assert detect_language("She said “नमस्ते” and the man said “こんにちは” in the street.") == "en"


@given(st.text())
def test_any_text_has_a_language_and_always_the_same(text: str) -> None:
    language = detect_language(text)
    assert len(language) == 2
    assert detect_language(text) == language
