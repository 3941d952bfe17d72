package main_test

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"pinhole/internal/store/postgrestest"
)

// examined is what the doctor says, by what it looked at.
func examined(t *testing.T, folder string, exit int, args ...string) map[string][2]string {
	t.Helper()
	r := runCommand(t, folder, append([]string{"doctor", "--format=json", "--ops-addr=", "--url=https://help.example"}, args...)...)
	if r.exit != exit {
		t.Errorf("doctor ended with %d, want %d: %s%s", r.exit, exit, r.out, r.errors)
	}
	var findings []struct{ Check, State, Message string }
	if err := json.Unmarshal([]byte(r.out), &findings); err != nil {
		t.Fatalf("%v: %s", err, r.out)
	}
	found := map[string][2]string{}
	for _, f := range findings {
		found[f.Check] = [2]string{f.State, f.Message}
	}
	return found
}

func finds(t *testing.T, found map[string][2]string, check, state, says string) {
	t.Helper()
	if f := found[check]; f[0] != state || !strings.Contains(f[1], says) {
		t.Errorf("%s is %q, want %s with %q", check, f, state, says)
	}
}

func TestDoctorOfAHealthyProgram(t *testing.T) {
	t.Parallel()
	p, ops := startWithOps(t)
	p.client().receipt("yes")
	r := runCommand(t, p.folder, "doctor", "--url=https://help.example", "--ops-addr="+ops)
	if r.exit != 0 || r.errors != "" || strings.Contains(r.out, "error") || strings.Count(r.out, "\nok ") < 5 {
		t.Errorf("doctor ended with %d:\n%s%s", r.exit, r.out, r.errors)
	}
	finds(t, examined(t, p.folder, 0, "--ops-addr="+ops), "proxies", "ok", "no headers")
	p.client().post("/feedback", fields("article", articleID, "helpful", "yes"), "X-Forwarded-For", "198.51.100.1").is(http.StatusSeeOther)
	finds(t, examined(t, p.folder, 0, "--ops-addr="+ops), "proxies", "warning", "1 request came")

	found := examined(t, t.TempDir(), 0, "--database="+postgrestest.NewDatabase(t))
	finds(t, found, "settings", "ok", "https://help.example")
}

func TestDoctorFinds(t *testing.T) {
	t.Parallel()
	p := start(t)
	p.client().receipt("yes")
	p.stop()
	finds(t, examined(t, t.TempDir(), 0), "database", "warning", "is not there yet")
	finds(t, examined(t, p.folder, 1, "--url=ftp://x"), "settings", "error", "--url")
	finds(t, examined(t, p.folder, 1, "--drain=-1s"), "settings", "error", "--drain")
	finds(t, examined(t, p.folder, 0, "--url=http://help.example"), "settings", "warning", "https")
	finds(t, examined(t, p.folder, 1, "--content=none"), "content", "error", "none")
	folder := t.TempDir()
	writeCertificate(t, folder, "soon")
	finds(t, examined(t, p.folder, 0, "--tls-cert="+folder+"/cert.pem", "--tls-key="+folder+"/key.pem"), "certificate", "warning", "renew it")

	if err := os.Chmod(p.database, 0o644); err != nil {
		t.Fatal(err)
	}
	db := openDatabase(t, p.database)
	if _, err := db.Exec(`UPDATE feedback SET received_at = ?`, time.Now().Add(time.Hour).UnixMilli()); err != nil {
		t.Fatal(err)
	}
	found := examined(t, p.folder, 1)
	finds(t, found, "files", "warning", "chmod 600")
	finds(t, found, "clock", "error", "set the clock")
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	finds(t, examined(t, p.folder, 1), "database", "error", "9999")
	db.Close()
	overwrite(t, p.database)
	finds(t, examined(t, p.folder, 1), "database", "error", "restore a backup")
}

func TestDoctorOnASmallDisk(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "4m")
	finds(t, examined(t, d.folder, 1, "--database="+d.folder+"/pinhole.db"), "disk", "error", "make room")
}
