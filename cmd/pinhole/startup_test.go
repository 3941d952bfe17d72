package main_test

import (
	"database/sql"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"pinhole/content"
)

// refusedStart runs the program in a folder where it must not start, and gives its message. A
// failed start leaves no database behind.
func refusedStart(t *testing.T, folder string, args ...string) string {
	t.Helper()
	before := listing(t, folder)
	r := runCommand(t, folder, append([]string{"--addr=127.0.0.1:0", "--ops-addr="}, args...)...)
	if r.exit != 1 || r.out != "" {
		t.Errorf("exit status %d and %q, want 1 and nothing\n%s", r.exit, r.out, r.errors)
	}
	if !strings.HasPrefix(r.errors, "pinhole: ") || strings.Contains(r.errors, "goroutine") {
		t.Errorf("no clear message but %q", r.errors)
	}
	if after := listing(t, folder); after != before {
		t.Errorf("the failed start left files behind: before %s, after %s", before, after)
	}
	return r.errors
}

// listing names every file below a folder.
func listing(t *testing.T, folder string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		names = append(names, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, " ")
}

// oneLine checks a message of one line that has all the parts.
func oneLine(t *testing.T, message string, parts ...string) {
	t.Helper()
	if strings.Count(message, "\n") != 1 {
		t.Errorf("the message has more than one line:\n%s", message)
	}
	for _, part := range parts {
		if !strings.Contains(message, part) {
			t.Errorf("the message lacks %q:\n%s", part, message)
		}
	}
}

func TestTakenAddresses(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, flag := range []string{"--addr", "--ops-addr"} {
		oneLine(t, refusedStart(t, t.TempDir(), flag+"="+taken.Addr().String()), flag, taken.Addr().String(), "in use")
	}
	oneLine(t, refusedStart(t, t.TempDir(), "--addr=256.0.0.1:80"), "--addr", "256.0.0.1:80")
}

func TestDataFoldersThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "data"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	oneLine(t, refusedStart(t, folder), filepath.Join(folder, "data"), "not a directory")
	oneLine(t, refusedStart(t, folder, "--database=/proc/pinhole/pinhole.db"), "/proc/pinhole")
	oneLine(t, refusedStart(t, folder, "--database="+folder), folder)
}

func TestFilesThatAreNoDatabase(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	const before = "These are my holiday notes, and by no means a database. Please leave them as they are."
	notes := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(notes, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	oneLine(t, refusedStart(t, folder, "--database=notes.txt"), notes, "damaged or is no database")
	if after, err := os.ReadFile(notes); err != nil || string(after) != before {
		t.Errorf("the file was changed to %q (%v)", after, err)
	}
}

func TestDatabasesOfANewerProgram(t *testing.T) {
	t.Parallel()
	p := start(t)
	p.client().receipt("yes")
	p.stop()
	db := openDatabase(t, p.database)
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	message := refusedStart(t, p.folder)
	oneLine(t, message, p.database, "9999", "newer")
	if r := runCommand(t, p.folder, "feedback", "export"); r.exit != 1 || r.out != "" || r.errors != message {
		t.Errorf("the export ended with %d, %q, %q", r.exit, r.out, r.errors)
	}
}

func openDatabase(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// copyOfContent is a content folder to break.
func copyOfContent(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, content.FS); err != nil {
		t.Fatal(err)
	}
	return folder
}

func replaceIn(t *testing.T, file, old, new string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("%s does not hold %q: %v", file, old, err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), old, new, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestBrokenContentStopsTheStartWithFileAndLine(t *testing.T) {
	t.Parallel()
	const file = "en/lorex/ip-camera-factory-reset.md"
	for name, test := range map[string]struct{ old, new, want string }{
		"unknown key":  {"brand: lorex\n", "brand: lorex\ncolour: green\n", file + ":6: error: "},
		"no title":     {"title: Reset", "# title: Reset", file + ":1: error: title is missing"},
		"raw HTML":     {"\n---\n", "\n---\n\n<b>Bold</b>\n\n", file + ":"},
		"broken link":  {"\n---\n", "\n---\n\n[there](/nowhere)\n\n", file + ":"},
		"wrong effect": {"\n  recordings:", "\n  colors:", file + ":"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := copyOfContent(t)
			replaceIn(t, filepath.Join(folder, file), test.old, test.new)
			message := refusedStart(t, t.TempDir(), "--content="+folder)
			if !strings.Contains(message, "\n"+test.want) || !strings.Contains(message, "nothing was started") {
				t.Errorf("the message lacks %q:\n%s", test.want, message)
			}
			check := runCommand(t, t.TempDir(), "check", folder)
			if check.exit != 1 || !strings.Contains(check.out, filepath.Join(folder, test.want)) {
				t.Errorf("check ended with %d and says\n%s%s", check.exit, check.out, check.errors)
			}
		})
	}
}

func TestSettingsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "site.yaml")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for setting, want := range map[string]string{
		"--url=help.example":                       "--url",
		"--url=https://x.example/a":                "--url",
		"--url=ftp://x.example":                    "--url",
		"--addr=8080":                              "write :8080",
		"--addr=127.0.0.1":                         "write 127.0.0.1:8080",
		"--addr=::1":                               "write [::1]:8080",
		"--addr=unix:/run/p.sock":                  "does not listen at unix sockets",
		"--addr=/run/p.sock":                       "does not listen at unix sockets",
		"--addr=http://localhost:80":               "write 127.0.0.1:8080",
		"--addr=127.0.0.1:":                        "write a port such as :8080",
		"--addr=127.0.0.1:99999":                   "99999 is not a port",
		"--addr=127.0.0.1:toaster":                 "toaster is not a port",
		"--addr=192.0.2.1:8080":                    "not an address of this machine",
		"--addr=nowhere.invalid:8080":              "does not know the name nowhere.invalid",
		"--desk-addr=8080":                         "--desk-addr 8080 is a port alone: write :8080",
		"--database=mysql://u:secret@db.example/p": "mysql:// is not a kind of database",
		"--database=Postgres://db.example/p":       "write postgres://",
		"--database=sqlite:data.db":                "write the path alone",
		"--database=host=db.example dbname=p":      "write postgres://",
		"--feedback-limit=-1":                      "--feedback-limit",
		"--feedback-limit=many":                    "--feedback-limit",
		"--trusted-proxies=10.0.0":                 "is not an address such as 10.0.0.5",
		"--content=" + file:                        file,
		"--content=" + file + "/none":              file + "/none",
		"--database=":                              "data/pinhole.db",
		"--colour":                                 "--colour",
		"toaster":                                  "toaster",
	} {
		oneLine(t, refusedStart(t, t.TempDir(), setting), want)
	}
}

func TestSettingsComeFromTheEnvironmentToo(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	c := command(folder, "--ops-addr=")
	c.Env = append(c.Env, "PINHOLE_ADDR="+taken.Addr().String())
	message, err := c.CombinedOutput()
	if err == nil {
		t.Error("the program started on a taken address")
	}
	oneLine(t, string(message), taken.Addr().String(), "in use")
}

func TestOwnContentIsServed(t *testing.T) {
	t.Parallel()
	folder := copyOfContent(t)
	replaceIn(t, filepath.Join(folder, "site.yaml"), "name: Pinhole", "name: Corner Shop Help")
	c := start(t, "--content="+folder).stranger()
	c.get("/").is(http.StatusOK).says("Corner Shop Help")
}

func TestHelp(t *testing.T) {
	t.Parallel()
	for command, parts := range map[string][]string{
		"check":           {"--format", "json", "github", "--links"},
		"new":             {"--content", "--goal", "$PINHOLE_CONTENT"},
		"":                {"serve", "check", "new", "feedback export", "healthcheck", "PINHOLE_"},
		"serve":           {"--addr", "--ops-addr", "--database", "--content", "--url", "--trusted-proxies", "--feedback-limit", "--watch", "$PINHOLE_DATABASE"},
		"feedback export": {"--format", "csv", "jsonl", "$PINHOLE_DATABASE"},
	} {
		r := runCommand(t, t.TempDir(), append(strings.Fields(command), "--help")...)
		if r.exit != 0 || r.errors != "" {
			t.Errorf("%s --help ended with %d: %s", command, r.exit, r.errors)
		}
		for _, part := range parts {
			if !strings.Contains(r.out, part) {
				t.Errorf("%s --help lacks %s:\n%s", command, part, r.out)
			}
		}
	}
}
