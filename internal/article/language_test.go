package article_test

import (
	"testing"

	"pinhole/internal/article"
)

func TestInLanguage(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"/": "/es", "/#brands": "/es#brands", "/?q=x": "/es?q=x", "/lorex": "/es/lorex", "/lorex#hours": "/es/lorex#hours",
		"/es/lorex": "/es/lorex", "/drawings/pin.svg": "/drawings/pin.svg",
	} {
		if got := article.InLanguage(address, "es"); got != want {
			t.Errorf("%s is %s in Spanish, want %s", address, got, want)
		}
	}
}
