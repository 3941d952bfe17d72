package licenses_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"pinhole/internal/licenses"
)

func TestTextIsWhatTheModulesSay(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "third-party.txt")
	if output, err := exec.Command("go", "run", "./collect", file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != licenses.Text {
		t.Errorf("the modules have changed (%v): run go generate ./internal/licenses", err)
	}
}
