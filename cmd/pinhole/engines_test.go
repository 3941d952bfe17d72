package main_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// An engine is a browser that WebDriver's commands drive.
type engine interface {
	open(address string) error
	// run returns what a script returns, as JSON.
	run(script string) (json.RawMessage, error)
}

// freePort returns a port on which nobody listens at this moment.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// background runs a command until the test ends.
func background(t *testing.T, name string, args, env []string) {
	t.Helper()
	command := exec.Command(name, args...)
	command.Env = append(os.Environ(), env...)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
	})
}

// marionette is Firefox by its own protocol: a length, a colon, and JSON.
type marionette struct {
	conn   net.Conn
	reader *bufio.Reader
	last   int
}

func firefox(t *testing.T) engine {
	t.Helper()
	port, profile := freePort(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(`user_pref("marionette.port", `+port+`);`), 0o600); err != nil {
		t.Fatal(err)
	}
	background(t, "firefox-esr", []string{"--headless", "--marionette", "--profile", profile}, nil)
	m := &marionette{}
	eventually(t, "Firefox listens", func() bool {
		conn, err := net.Dial("tcp", "127.0.0.1:"+port)
		m.conn = conn
		return err == nil
	})
	t.Cleanup(func() { m.conn.Close() })
	m.reader = bufio.NewReader(m.conn)
	if _, err := m.read(); err != nil { // it introduces itself
		t.Fatal(err)
	}
	if _, err := m.call("WebDriver:NewSession", map[string]any{}); err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *marionette) read() ([]byte, error) {
	length, err := m.reader.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil {
		return nil, err
	}
	message := make([]byte, n)
	_, err = io.ReadFull(m.reader, message)
	return message, err
}

func (m *marionette) call(command string, arguments any) (json.RawMessage, error) {
	m.last++
	message, err := json.Marshal([]any{0, m.last, command, arguments})
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(message), message); err != nil {
		return nil, err
	}
	text, err := m.read()
	if err != nil {
		return nil, err
	}
	var answer [4]json.RawMessage // type, number, error, result
	if err := json.Unmarshal(text, &answer); err != nil {
		return nil, err
	}
	if string(answer[2]) != "null" {
		return nil, errors.New(string(answer[2]))
	}
	var result struct{ Value json.RawMessage }
	err = json.Unmarshal(answer[3], &result)
	return result.Value, err
}

func (m *marionette) open(address string) error {
	_, err := m.call("WebDriver:Navigate", map[string]string{"url": address})
	return err
}

func (m *marionette) run(script string) (json.RawMessage, error) {
	return m.call("WebDriver:ExecuteScript", map[string]any{"script": script, "args": []any{}})
}

// webdriver is a browser behind a driver that speaks HTTP.
type webdriver string // the session's address

func webkit(t *testing.T) engine {
	t.Helper()
	browsers, err := filepath.Glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser")
	if err != nil || len(browsers) == 0 {
		t.Fatal("no MiniBrowser of WebKitGTK is installed")
	}
	port := freePort(t)
	const display = ":97"
	background(t, "Xvfb", []string{display, "-screen", "0", "1280x1024x24"}, nil)
	background(t, "WebKitWebDriver", []string{"--port=" + port}, []string{"DISPLAY=" + display})
	options := map[string]any{"webkitgtk:browserOptions": map[string]any{"binary": browsers[0], "args": []string{"--automation"}}}
	var session struct{ SessionID string }
	d := webdriver("http://127.0.0.1:" + port + "/session")
	eventually(t, "WebKit opens a session", func() bool {
		value, err := d.call("", map[string]any{"capabilities": map[string]any{"alwaysMatch": options}})
		return err == nil && json.Unmarshal(value, &session) == nil && session.SessionID != ""
	})
	d += webdriver("/" + session.SessionID)
	t.Cleanup(func() {
		if r, err := http.NewRequest(http.MethodDelete, string(d), nil); err == nil {
			if answer, err := http.DefaultClient.Do(r); err == nil {
				answer.Body.Close()
			}
		}
	})
	return d
}

func (d webdriver) call(command string, arguments any) (json.RawMessage, error) {
	body, err := json.Marshal(arguments)
	if err != nil {
		return nil, err
	}
	client := http.Client{Timeout: time.Minute}
	r, err := client.Post(string(d)+command, "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(r.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if r.StatusCode != http.StatusOK {
		return nil, errors.New(string(answer.Value))
	}
	return answer.Value, nil
}

func (d webdriver) open(address string) error {
	_, err := d.call("/url", map[string]string{"url": address})
	return err
}

func (d webdriver) run(script string) (json.RawMessage, error) {
	return d.call("/execute/sync", map[string]any{"script": script, "args": []any{}})
}

// TestOtherEnginesRunTheJourney reads an article, ticks a step, runs a timer, says No, comments,
// comes back, and reads on without a network. It needs the browsers of .ci/prove engines.
func TestOtherEnginesRunTheJourney(t *testing.T) {
	if os.Getenv("PINHOLE_TEST_ENGINES") != "1" {
		t.Skip("PINHOLE_TEST_ENGINES is not 1")
	}
	for name, begin := range map[string]func(*testing.T) engine{"Firefox": firefox, "WebKitGTK": webkit} {
		t.Run(name, func(t *testing.T) {
			p := start(t, "--content="+copyOfSmall(t))
			e := begin(t)
			open := func(address string) {
				t.Helper()
				if err := e.open(address); err != nil {
					t.Fatal(err)
				}
			}
			do := func(script string) {
				t.Helper()
				if _, err := e.run(script); err != nil {
					t.Fatalf("%s: %v", script, err)
				}
			}
			holds := func(what, condition string) {
				t.Helper()
				eventually(t, what, func() bool {
					value, err := e.run("return Boolean(" + condition + ")")
					return err == nil && string(value) == "true"
				})
			}
			const says = `document.body.innerText.includes`
			open(p.base + normal)
			holds("the first step is shown", `document.querySelector("#step-1 .step-body").checkVisibility() && document.querySelector("#step-1 .step-done")`)
			do(`document.querySelector("#step-1 .step-done").click()`)
			holds("the second step is next", `document.querySelector("#step-1 input").checked && document.querySelector("#step-2.now")`)
			do(`document.querySelector("#step-2 .timer button").click()`)
			holds("the timer begins", `document.querySelector("#step-2 .timer-left").textContent.startsWith("Get ready")`)
			holds("the timer counts", `document.querySelector("#step-2 .timer-left").textContent.endsWith(" s")`)
			do(`document.querySelector("` + noButton + `").click()`)
			holds("No is stored", says+`("Saved.")`)
			do(`const area = document.querySelector(".follow-up textarea"); area.value = "The light stays red."; area.form.requestSubmit()`)
			holds("the comment is stored", says+`("The editors read every comment.")`)
			open(p.base + normal)
			holds("the answer is remembered", says+`("You said No on")`)
			holds("the tick is remembered", `document.querySelector("#step-1 input").checked`)
			if got := p.onlyRow(); got.Helpful != "no" || got.Comment != "The light stays red." {
				t.Errorf("%+v is stored", got)
			}
			if value, err := e.run("return Boolean(navigator.serviceWorker)"); err != nil || string(value) != "true" {
				t.Logf("NOT DONE: %s has no service worker here, so reading without a network was not tried (%v)", name, err)
				return
			}
			holds("the worker has the page", `navigator.serviceWorker.controller`)
			open(p.base + normal)
			p.stop()
			open(p.base + normal)
			holds("the copy is shown without a network", says+`("Leave the camera plugged in.")`)
		})
	}
}
