package main_test

import (
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// While nothing can be stored, whoever has logged in reads the desk and can end sessions, and
// whoever has not is told why not.
func TestTheDeskOnADiskThatIsFull(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "8m")
	database := "--database=" + filepath.Join(d.folder, "pinhole.db")
	p := start(t, database, "--feedback-limit=0")
	p.troubled = true
	if r := pipe(t, p.folder, deskPassword, "editor", "add", "marie", database); r.exit != 0 {
		t.Fatal(r.errors)
	}
	right := fields("name", "marie", "password", deskPassword)
	here, there := p.client(), p.client()
	there.post("/desk/login", right).is(http.StatusSeeOther)
	here.post("/desk/login", right).is(http.StatusSeeOther)
	numbers := rand.New(rand.NewPCG(1, 2))
	d.fill()
	eventually(t, "nothing can be stored", func() bool {
		return p.client().verdict("no", "comment", randomWords(numbers, 3000)).status == http.StatusServiceUnavailable
	})
	here.get("/desk").is(http.StatusOK).says("Overview")
	eventually(t, "no session can be stored either", func() bool { // which takes less room
		a := p.client().post("/desk/login", right)
		return a.status == http.StatusServiceUnavailable && strings.Contains(a.body, "its disk may be full or read-only")
	})
	here.get("/desk/sessions").is(http.StatusOK).says("Your sessions")
	here.post("/desk/sessions", fields("others", "1")).is(http.StatusSeeOther)
	there.get("/desk").is(http.StatusSeeOther)
	here.get("/desk").is(http.StatusOK)
	d.free()
	eventually(t, "editors can log in again", func() bool { return p.client().post("/desk/login", right).status == http.StatusSeeOther })
	there.get("/desk").is(http.StatusSeeOther)
	p.stop() // the last try removes what has ended
	again := start(t, database)
	there.base, here.base = again.base, again.base
	there.get("/desk").is(http.StatusSeeOther)
	here.get("/desk").is(http.StatusOK)
}

// The kernel lets nobody write to the disk any more: the desk is read until the disk is taken off,
// and after it is back.
func TestTheDeskOnADiskThatIsReadOnly(t *testing.T) {
	t.Parallel()
	d := newBreakable(t)
	database := "--database=" + filepath.Join(d.folder, "pinhole.db")
	p := start(t, database, "--feedback-limit=0")
	p.troubled = true
	if r := pipe(t, p.folder, deskPassword, "editor", "add", "marie", database); r.exit != 0 {
		t.Fatal(r.errors)
	}
	right := fields("name", "marie", "password", deskPassword)
	here, there := p.client(), p.client()
	there.post("/desk/login", right).is(http.StatusSeeOther)
	here.post("/desk/login", right).is(http.StatusSeeOther)
	d.breakDown()
	eventually(t, "nothing can be stored", func() bool { return p.client().verdict("no").status == http.StatusServiceUnavailable })
	eventually(t, "the desk can be read", func() bool { return here.get("/desk").status == http.StatusOK })
	p.client().post("/desk/login", right).is(http.StatusServiceUnavailable).says("its disk may be full or read-only")
	here.post("/desk/sessions", fields("others", "1")).is(http.StatusSeeOther)
	there.get("/desk").is(http.StatusSeeOther)
	here.get("/desk").is(http.StatusOK)
	d.repair()
	eventually(t, "editors can log in again", func() bool { return p.client().post("/desk/login", right).status == http.StatusSeeOther })
	there.get("/desk").is(http.StatusSeeOther)
	here.get("/desk").is(http.StatusOK)
}
