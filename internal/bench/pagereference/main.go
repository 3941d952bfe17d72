// Command pagereference is the least net/http program that answers with the bytes of a page of
// Pinhole's. It asks a running Pinhole once, then sends the same header and body for every request.
// .ci/bench-serve measures Pinhole against it.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

func main() {
	logTo := flag.String("log", "", "write a line of JSON for each request to this file")
	bare := flag.Bool("bare", false, "send only the headers that a body needs")
	without := flag.String("without", "", "leave headers out whose names begin with one of these words, separated by commas, in small letters")
	flag.Parse()
	header, body := fetch(flag.Arg(0))
	leaveOut(header, *without)
	if *bare {
		header = http.Header{"Content-Type": header["Content-Type"], "Content-Encoding": header["Content-Encoding"]}
	}
	header["Content-Length"] = []string{fmt.Sprint(len(body))}
	var handler http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		if tag := header["Etag"]; len(tag) > 0 && r.Header.Get("If-None-Match") == tag[0] {
			h["Etag"], h["Cache-Control"], h["Vary"] = tag, header["Cache-Control"], header["Vary"]
			w.WriteHeader(http.StatusNotModified)
			return
		}
		for name, values := range header {
			h[name] = values
		}
		w.Write(body)
	})
	if *logTo != "" {
		handler = logged(handler, *logTo)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("http://" + l.Addr().String())
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10}
	log.Fatal(server.Serve(l))
}

// leaveOut removes the headers that some beginnings of names stand for; one that stands for none is
// a mistake.
func leaveOut(header http.Header, beginnings string) {
	for beginning := range strings.SplitSeq(beginnings, ",") {
		before := len(header)
		maps.DeleteFunc(header, func(name string, _ []string) bool {
			return beginning != "" && strings.HasPrefix(strings.ToLower(name), beginning)
		})
		if beginning != "" && len(header) == before {
			log.Fatalf("the page has no header %s", beginning)
		}
	}
}

func fetch(address string) (http.Header, []byte) {
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", "gzip")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	response.Header.Del("Date")
	return response.Header, body
}

// logged writes the line that Pinhole writes, into a buffer of the same size.
func logged(next http.Handler, path string) http.Handler {
	file, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	lines := &buffer{Writer: bufio.NewWriterSize(file, 64<<10)}
	go func() {
		for range time.Tick(time.Second) {
			lines.mu.Lock()
			lines.Flush()
			lines.mu.Unlock()
		}
	}()
	logger := slog.New(slog.NewJSONHandler(lines, nil))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		next.ServeHTTP(w, r)
		logger.LogAttrs(context.Background(), slog.LevelInfo, "request", slog.String("route", "/{brand}/{slug}"), slog.String("method", r.Method),
			slog.Int("status", 200), slog.Int("bytes", 9000), slog.Int64("microseconds", time.Since(begun).Microseconds()))
	})
}

type buffer struct {
	mu sync.Mutex
	*bufio.Writer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Writer.Write(p)
}
