package main_test

import "testing"

func TestOldCommentsGoAndTheirCountsStay(t *testing.T) {
	t.Parallel()
	p := start(t)
	p.client().receipt("no", "comment", "It beeps.", "model", "N841")
	p.stop()
	db := openDatabase(t, p.database)
	if _, err := db.Exec(`UPDATE feedback SET changed_at = changed_at - 31 * 24 * 3600 * 1000`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, keep := range []string{"--keep-comments-days=0", "--keep-comments-days=32"} {
		startIn(t, p.folder, keep).stop()
		if got := p.onlyRow(); got.Comment != "It beeps." {
			t.Errorf("with %s the comment is %q", keep, got.Comment)
		}
	}
	again := startIn(t, p.folder, "--keep-comments-days=30")
	eventually(t, "the comment is removed", func() bool { return again.onlyRow().Comment == "" })
	if got := again.onlyRow(); got.Helpful != "no" || got.Model != "N841" {
		t.Errorf("%+v is left", got)
	}
	oneLine(t, refusedStart(t, t.TempDir(), "--keep-comments-days=-1"), "--keep-comments-days")
}
