// Command load measures how Pinhole loads a large library and takes changes of it in: load [flags]
// PROGRAM CONTENT. It starts the program itself and changes the content. .ci/bench-load calls it.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// bench is what is measured.
type bench struct {
	program, content string
	files            []string // of articles, below content
	runs, changes    int
	each             time.Duration
	rate             int
	pause            time.Duration
}

func main() {
	runtime.LockOSThread() // the system ends a program with the thread that started it
	log.SetFlags(0)
	log.SetPrefix("load: ")
	var b bench
	flag.IntVar(&b.runs, "runs", 5, "starts")
	flag.IntVar(&b.changes, "changes", 20, "changes of one file")
	flag.DurationVar(&b.each, "each", 10*time.Second, "how long pages are read without and with reloads")
	flag.IntVar(&b.rate, "rate", 400, "pages read in a second")
	flag.DurationVar(&b.pause, "pause", 2*time.Second, "how long nothing is reloaded between two reloads")
	flag.Parse()
	if flag.NArg() != 2 {
		log.Fatal("takes the program and a content folder")
	}
	b.program, b.content = absolute(flag.Arg(0)), absolute(flag.Arg(1))
	files, err := filepath.Glob(filepath.Join(b.content, "en", "*", "*.md"))
	if err != nil || len(files) == 0 {
		log.Fatalf("%s holds no articles: %v", b.content, err)
	}
	b.files = files
	for _, part := range []func() error{b.starts, b.oneFile, b.underLoad} {
		if err := part(); err != nil {
			log.Fatal(err)
		}
	}
}

func absolute(name string) string {
	full, err := filepath.Abs(name)
	if err != nil {
		log.Fatal(err)
	}
	return full
}

// heading tells how busy the machine is before a part.
func (b *bench) heading(what string) {
	text, _ := os.ReadFile("/proc/loadavg")
	loads := strings.Fields(string(text) + " ? ? ?")
	fmt.Printf("== %d articles: %s (%d processors, load before: %s)\n", len(b.files), what, runtime.NumCPU(), strings.Join(loads[:3], " "))
}

// address is where an article's file is shown.
func (b *bench) address(file string) string {
	name, _ := filepath.Rel(filepath.Join(b.content, "en"), file)
	return "/" + strings.TrimSuffix(filepath.ToSlash(name), ".md")
}

// starts measures from the start to the first page, and what is held then and later.
func (b *bench) starts() error {
	b.heading("start")
	for range b.runs {
		p, err := b.start()
		if err != nil {
			return err
		}
		status, _, err := p.get(b.address(b.files[0]))
		if err != nil || status != 200 {
			return fmt.Errorf("the first page: status %d, %v", status, err)
		}
		first, held := time.Since(p.begun), p.memory()
		if err := p.waitForSearch(); err != nil {
			return err
		}
		search, cpu := time.Since(p.begun), p.processor()
		later := p.memory()
		time.Sleep(5 * time.Second)
		fmt.Printf("first page %s  %s  search %s  %s  5 s later %s  %s of processor until search\n",
			first.Round(time.Millisecond), held, search.Round(10*time.Millisecond), later, p.memory(), cpu)
		if err := p.stop(); err != nil {
			return err
		}
	}
	return nil
}

// oneFile measures from the change of a file to the first page that shows it.
func (b *bench) oneFile() error {
	b.heading("one file changed, --watch")
	p, err := b.start("--watch")
	if err != nil {
		return err
	}
	defer p.stop()
	if err := p.waitForSearch(); err != nil {
		return err
	}
	var took []time.Duration
	for i := range b.changes {
		file := b.files[(i*7)%len(b.files)]
		words := fmt.Sprintf("This is change %d.", i)
		if err := b.change(file, words); err != nil {
			return err
		}
		begun := time.Now()
		for {
			_, page, err := p.get(b.address(file))
			if err != nil {
				return err
			}
			if strings.Contains(page, words) {
				break
			}
			if time.Since(begun) > time.Minute {
				return fmt.Errorf("%s does not show its change", file)
			}
			time.Sleep(2 * time.Millisecond) // asking is work for the program, too
		}
		took = append(took, time.Since(begun))
		time.Sleep(500 * time.Millisecond) // authors do not write faster
	}
	slices.Sort(took)
	fmt.Printf("shown after: median %s  longest %s of %d\n", took[len(took)/2].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond), len(took))
	return nil
}

// change adds words to an article, as editors save: another file takes the name.
func (b *bench) change(file, words string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := os.WriteFile(b.content+".new", append(text, "\n"+words+"\n"...), 0o644); err != nil {
		return err
	}
	return os.Rename(b.content+".new", file)
}
