// Command collect writes the licences of the modules that cmd/pinhole is made of into a file. It
// reads them from the module cache. go generate ./internal/licenses runs it.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

type module struct{ Path, Version, Dir string }

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([.-].*)?$`)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: collect FILE")
	}
	text, err := collect()
	if err == nil {
		err = os.WriteFile(os.Args[1], text, 0o644)
	}
	if err != nil {
		log.Fatal("collect: ", err)
	}
}

func collect() ([]byte, error) {
	modules, err := linked()
	if err != nil {
		return nil, err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	modules = append([]module{{Path: "Go", Dir: strings.TrimSpace(string(root))}}, modules...)
	var texts []string
	holders := map[string][]string{} // by text
	for _, m := range modules {
		found, err := readTexts(m)
		if err != nil {
			return nil, err
		}
		for _, text := range found {
			if holders[text] == nil {
				texts = append(texts, text)
			}
			holders[text] = append(holders[text], strings.TrimSpace(m.Path+" "+m.Version))
		}
	}
	var out bytes.Buffer
	for _, text := range texts {
		for _, holder := range holders[text] {
			fmt.Fprintf(&out, "== %s ==\n", holder)
		}
		fmt.Fprintf(&out, "\n%s\n", text)
	}
	return out.Bytes(), nil
}

// linked returns the modules of which the program for Linux has packages.
func linked() (list []module, err error) {
	const format = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}"
	c := exec.Command("go", "list", "-deps", "-f", format, "pinhole/cmd/pinhole")
	c.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	c.Stderr = os.Stderr
	text, err := c.Output()
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		if parts := strings.Split(strings.TrimSpace(line), "\t"); len(parts) == 3 {
			list = append(list, module{Path: parts[0], Version: parts[1], Dir: parts[2]})
		}
	}
	slices.SortFunc(list, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(list), nil
}

// readTexts reads the licence files at the top of a module.
func readTexts(m module) (texts []string, err error) {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.Dir, e.Name()))
		if err != nil {
			return nil, err
		}
		var clean strings.Builder
		for line := range strings.Lines(string(text)) {
			clean.WriteString(strings.TrimRight(line, " \t\r\n") + "\n")
		}
		texts = append(texts, strings.Trim(clean.String(), "\n")+"\n")
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("%s has no licence file at its top: look where it says what may be done with it", m.Path)
	}
	return texts, nil
}
