package spam

import "strings"

// products lists phrases for products that spam offers.
var products = []string{
	"casino", "slot machine", "online slots", "betting", "jackpot", "sportsbook", "viagra", "cialis", "online pharmacy", "weight loss",
	"lose weight", " keto ", " cbd ", "essay writing", "write my essay", " seo ", "backlink", "guest post", "first page of google",
	"website traffic", "web traffic", "buy followers", "instagram followers", "crypto", "bitcoin", "forex", "trading signals",
	"passive income", "make money", "earn money", "work from home", "payday loan", "personal loan", "quick loan", "loan offer",
	"hire a hacker", "hacker for hire", "ethical hacker", "professional hacker", "cheating spouse", "recovered my funds", "lost funds",
	"spell caster", "replica watches", "designer bags", "dating site", "hot girls", "escort", " porn", " xxx ", "onlyfans",
}

// pitches lists phrases of advertisements, which other texts may also contain.
var pitches = []string{
	"best price", "lowest price", "limited offer", "limited time", "special offer", "discount code", "promo code", "free shipping",
	"order now", "buy now", "click here", "visit my", "visit our", "check out my", "check out our", "my blog", "my site", "my website",
	"our company", "we offer", "our services", "great article!", "great post", "keep up the good work", "i stumbled upon",
	"very informative", "nice blog", "bookmarked your", "telegram channel", "contact us at", "100% guaranteed", "act now", "dear sir",
}

// subjects lists words about resetting cameras, in English and Spanish, which pure promotion does
// not contain.
var subjects = []string{
	"camera", "cámara", "camara", "doorbell", "recorder", "grabador", " nvr", " dvr", " reset", " reinici", " restablec", "password", "contraseña",
	" button", " botón", " boton", "pinhole", "firmware", " beep", " blink", " login", " log in", "sticker", "serial number", " step", " paso",
	" menu", " menú", " hold", " wifi", " wi-fi", " app ", "router", " screen", "monitor", " model", "instructions", "lorex", "dahua", "hikvision",
	"reolink", "swann", "amcrest",
}

// promotionWeight suspects a promotional text without a word on the subject. A product with a pitch
// or a link has double weight, and so have two pitches with a link. With a word on the subject it
// takes three products, or two products and two pitches.
func promotionWeight(text string) int {
	text = " " + strings.ToLower(strings.Join(strings.Fields(text), " ")) + " "
	points := 2*contained(text, products) + contained(text, pitches)
	if contained(text, subjects) > 0 {
		if points >= 6 {
			return spamWeight
		}
		return 0
	}
	switch linked := min(findLinks(text).count, 1); {
	case points == 0:
		return 0
	case points+linked >= 3:
		return spamWeight
	}
	return 1
}

func contained(text string, phrases []string) (n int) {
	for _, phrase := range phrases {
		if strings.Contains(text, phrase) {
			n++
		}
	}
	return n
}
