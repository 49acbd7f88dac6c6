"""Private names only in a title, an address, an e-mail or a handle, with a nickname, or in another script."""

import pytest
from benchmarks.private import left, masked

PLAIN = "Soldiers fired on a bus on Friday, witnesses said."


@pytest.mark.parametrize(
    ("text", "about", "forms"),
    [
        (PLAIN, {"title": "The weaver Hildegund Matongo remembers the bus"}, ["Hildegund", "Matongo"]),
        (PLAIN, {"uri": "https://news.example/a/quirin-obermayr-tells-of-bus.html"}, ["Quirin", "Obermayr"]),
        ("Write to thurayya.shamlan@posta.example at once.", {}, ["Thurayya", "Shamlan"]),
        ("The handle makdong_gal was that of Gal Mak-dong, a student.", {}, ["makdong_gal", "Gal", "Mak"]),
        ("Xiong Baoguo (熊保国), a driver, was beaten.", {}, ["Xiong", "Baoguo", "熊保国"]),
        ('Kofi "Sharp" Antwi-Barima, a printer, was beaten.', {}, ["Kofi", "Sharp", "Antwi", "Barima"]),
        ("Svyatoslav and Taisiya Umnov ran the shelter. The Umnovs have left.", {}, ["Umnov", "Umnovs"]),
    ],
)
def test_no_trace_is_left(text, about, forms):
    assert not left(text, forms, **about)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (PLAIN, {"title": "Bus hit near Tabriz, army says", "uri": "https://news.example/world/bus-hit-near-tabriz"}),
        ("Write to news.desk@posta.example at once.", {}),
        ("The Republican nominee met a NATO official and a Chinese guard.", {}),
        ("The ambassador of Chile, Renske Obregón, was called in.", {}),
    ],
)
def test_what_names_nobody_private_stays(text, about):
    report = masked(text, **about)
    assert report.document.text == text
    assert {field: getattr(report.document, field) for field in about} == about


def test_a_mask_is_one_person_throughout_a_report():
    text = masked("Guards beat Solomiia Hordiichuk. Hordiichuk wept. They beat Panas Tsymbaliuk too.").document.text
    first, second, third = (w.strip(".") for w in text.split() if w.startswith("person-"))
    assert first == second != third
