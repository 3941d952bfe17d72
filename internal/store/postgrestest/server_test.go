package postgrestest

import (
	"os"
	"testing"
)

func TestAServerSurvivesItsDeath(t *testing.T) {
	var folder string
	t.Run("server", func(t *testing.T) {
		s := Start(t)
		folder = s.cluster.folder
		s.Execute(t, "CREATE TABLE kept (n integer); INSERT INTO kept VALUES (1)")
		before := s.cluster.server.Process.Pid
		s.Kill(t)
		if children, err := childrenOf(before); err != nil || len(children) != 0 {
			t.Errorf("the dead server has the processes %v, %v", children, err)
		}
		s.Restart(t)
		s.Execute(t, "DO $$ BEGIN ASSERT (SELECT count(*) FROM kept) = 1; END $$")
	})
	if _, err := os.Stat(folder); folder != "" && !os.IsNotExist(err) {
		t.Errorf("the server's folder is left behind: %v", err)
	}
}
