package fold_test

import (
	"testing"
	"unicode/utf8"

	"pinhole/internal/fold"
)

func TestText(t *testing.T) {
	t.Parallel()
	for _, same := range [][]string{
		{"boton", "botón", "BOTÓN", "boto\u0301n", "ｂｏｔｏｎ", "bo\u00ADto\u200Bn"},
		{"la senal n.º 3", "La Señal N.º 3", "LA SEÑAL n.º 3"},
		{"οδοσ", "Οδός", "ΟΔΌΣ", "οδος"},
		{"сброс еж", "СБРОС ЁЖ", "сброс ёж"},
		{"istanbul kapali", "İstanbul kapalı", "ISTANBUL KAPALI", "ıstanbul KAPALİ"},
		{"strasse", "Straße", "STRASSE"},
		{"lodz smorrebrod oeuvre", "Łódź smørrebrød œuvre", "ŁÓDŹ SMØRREBRØD ŒUVRE"},
		{"sifirla", "Sıfırla"},
		{"شكرا", "شُكْرًا"},
		{"한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"},
	} {
		for _, text := range same {
			if got := fold.Text(text); got != fold.Text(same[0]) {
				t.Errorf("%q is %q, want %q", text, got, fold.Text(same[0]))
			}
		}
	}
	for _, differ := range [][2]string{{"か", "が"}, {"の", "ノ"}, {"कि", "कु"}, {"ano", "anno"}, {"a b", "ab"}} {
		if fold.Text(differ[0]) == fold.Text(differ[1]) {
			t.Errorf("%q and %q are the same", differ[0], differ[1])
		}
	}
}

func TestInvisible(t *testing.T) {
	t.Parallel()
	for _, r := range "\u200B\u200D\u2060\uFEFF\u00AD\u202E\u2066\u061C\u180E\u2800\u3164\uFFA0\u115F\u1160\u034F\uFE0F\U000E0020\U000E0100" {
		if !fold.Invisible(r) {
			t.Errorf("%U is visible", r)
		}
	}
	for _, r := range "a.é 中👎\uFFFD\u0301\n" {
		if fold.Invisible(r) {
			t.Errorf("%U is invisible", r)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"İSTANBUL", "\u0345\u0301", "ﬃ", "\xff", "ΰ", "ẞ\u1E9E", "ǰ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := fold.Text(text)
		if twice := fold.Text(once); twice != once || !utf8.ValidString(once) {
			t.Errorf("%q becomes %q, then %q", text, once, twice)
		}
	})
}

func BenchmarkText(b *testing.B) {
	for b.Loop() {
		fold.Text("No encuentro el botón; la señal no llega a la cámara de la puerta")
	}
}
