package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A setting whose name is mistyped must not be passed over.
func TestUnknownVariablesAreErrors(t *testing.T) {
	t.Parallel()
	for _, v := range []struct{ variable, says string }{
		{"PINHOLE_DATBASE=x.db", "PINHOLE_DATBASE sets nothing"},
		{"PINHOLE_KEEP_COMMENTS_DAYS=30", ""},       // of another command
		{"PINHOLE_SERVICE_HOST=10.0.0.1", ""},       // Kubernetes sets these
		{"PINHOLE_PORT_8080_TCP_ADDR=10.0.0.1", ""}, // and these
		{"PINHOLE_TEST_REQUIRE=1", ""},
	} {
		c := command(t.TempDir(), "version")
		c.Env = append(c.Env, v.variable)
		output, err := c.CombinedOutput()
		if (err == nil) != (v.says == "") || !strings.Contains(string(output), v.says) {
			t.Errorf("with %s: %v, %s", v.variable, err, output)
		}
	}
}

func TestAPartOfAContentFolderIsNamed(t *testing.T) {
	t.Parallel()
	folder := writeContent(t, map[string]string{
		"site.yaml": "name: Test\n", "brands/acme.yaml": "name: Acme\n", "en/acme/note.txt": "",
	})
	for _, part := range []string{"content/en", "content/en/acme", filepath.Join(folder, "content", "en")} {
		r := runCommand(t, folder, "check", part)
		if r.exit != 1 || !strings.Contains(r.errors, "did you mean") {
			t.Errorf("check %s ended with %d: %s", part, r.exit, r.errors)
		}
	}
}

func TestTheLogSpeaksToPrograms(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	p := startIn(t, folder, "--log-format=json", "--log-level=warn", "--trusted-proxies=10.0.0.5")
	p.stop()
	for line := range strings.Lines(p.log.String()) {
		if strings.HasPrefix(line, "{") && !json.Valid([]byte(line)) {
			t.Errorf("the log has a line that is no JSON: %s", line)
		}
		if strings.Contains(line, "level=") || strings.Contains(line, `"level":"INFO"`) {
			t.Errorf("the log has the line %s", line)
		}
	}
}
