package pagecache

import "testing"

func TestAccepts(t *testing.T) {
	t.Parallel()
	for header, want := range map[string][2]bool{
		"":                              {false, false},
		"gzip, deflate, br, zstd":       {true, true},
		"gzip":                          {false, true},
		"X-GZIP":                        {false, true},
		"br;q=0.5, gzip":                {false, true},
		"br;q=0.5, gzip;q=0.5":          {true, true},
		"br;q=0, *":                     {false, true},
		"*":                             {true, true},
		"*;q=0":                         {false, false},
		"identity, gzip;q=0.5":          {false, false},
		"identity;q=0.1, br ; Q = 0.2":  {true, false},
		"gzip;q=nonsense":               {false, false},
		"gzip;q=2":                      {false, false},
		"gzip;level=9;q=0.3, br;q=0.30": {true, true},
		",,;;=,":                        {false, false},
	} {
		if br, gz := accepts(header); br != want[0] || gz != want[1] {
			t.Errorf("%q: brotli %v, gzip %v, want %v", header, br, gz, want)
		}
	}
}
