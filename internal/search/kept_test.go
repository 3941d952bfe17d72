package search

import (
	"errors"
	"testing"
)

func TestKeptIsBoundedAndKeepsWhatIsAskedFor(t *testing.T) {
	const most = 100
	made := map[int]int{}
	k := newKept[int](most, func(v int) int { return 4 })
	get := func(key int) {
		v, err := k.of(key, func() (int, error) { made[key]++; return -key, nil })
		if err != nil || v != -key {
			t.Fatalf("%d gave %d, %v", key, v, err)
		}
	}
	for n := 1; n <= 500; n++ {
		get(n)
		get(1)
		if size := 5 * (len(k.late) + len(k.old)); size > most {
			t.Fatalf("after %d keys, %d are kept, want at most %d", n, size, most)
		}
	}
	if made[1] != 1 {
		t.Errorf("what everybody asked for was made %d times, want once", made[1])
	}
	if get(2); made[2] != 2 {
		t.Errorf("what nobody asked for was made %d times, want it dropped and made again", made[2])
	}
}

func TestErrorsAreNotKept(t *testing.T) {
	k := newKept[string](10, func(v int) int { return 1 })
	broken := errors.New("broken")
	if _, err := k.of("a", func() (int, error) { return 0, broken }); err != broken {
		t.Errorf("got %v, want the error", err)
	}
	if v, err := k.of("a", func() (int, error) { return 7, nil }); v != 7 || err != nil {
		t.Errorf("got %d, %v after an error", v, err)
	}
}
