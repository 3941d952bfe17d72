package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/andybalholm/brotli"
)

// Compression levels. A reader waits for the gzip of a page that nobody has asked for since it changed, so it is a quick one.
// Nobody waits for brotli, so it is the best there is: on an article of 89 KB, level 9 made 14.6 KB and level 11 made 13.2 KB.
const (
	gzipLevel        = 5
	brotliLevel      = 11
	compressingPause = 4   // times what a page took
	minCompress      = 512 // bytes; below, the headers weigh more than what is saved
)

// representation is a finished answer of status 200: its body in each encoding, and the headers that go with each.
type representation struct {
	route string  // the pattern of its address
	tag   string  // of the body without encoding, without quotes
	plain encoded // always there
	gzip  encoded // body nil when it is not worth it
	br    atomic.Pointer[encoded]
	busy  atomic.Bool // brotli is being made, or was not worth it
	base  http.Header
}

type encoded struct {
	body   []byte
	header http.Header // shared by all answers, never changed
}

// newRepresentation finishes an answer. header holds what the handler set; it is not kept.
func newRepresentation(header http.Header, body []byte) *representation {
	sum := sha256.Sum256(body)
	p := &representation{tag: hex.EncodeToString(sum[:8]), base: header.Clone()}
	if !compressible(header.Get("Content-Type")) || len(body) < minCompress {
		p.busy.Store(true)
		p.plain = p.encode("", body)
		return p
	}
	p.base["Vary"] = []string{"Accept-Encoding"}
	p.plain = p.encode("", body)
	p.gzip = p.encode("gzip", gzipped(body))
	return p
}

// is says whether an answer is this one.
func (p *representation) is(header http.Header, body []byte) bool {
	if !bytes.Equal(p.plain.body, body) {
		return false
	}
	for name, values := range header {
		if name != "Vary" && !slices.Equal(p.base[name], values) {
			return false
		}
	}
	for name := range p.base {
		if name != "Vary" && header[name] == nil {
			return false
		}
	}
	return true
}

func (p *representation) encode(coding string, body []byte) encoded {
	h := p.base.Clone()
	tag := p.tag
	if coding != "" {
		h["Content-Encoding"] = []string{coding}
		tag += "-" + coding
	}
	h["Etag"] = []string{`"` + tag + `"`}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	return encoded{body, h}
}

// size is what a representation takes in memory, in bytes, headers estimated.
func (p *representation) size() int { return len(p.plain.body) + len(p.plain.body)/2 + 4<<10 }

// best chooses what to send. Without a brotli it has one made in the background, for those who come next.
func (p *representation) best(accept string) *encoded {
	br, gz := accepts(accept)
	if br {
		if e := p.br.Load(); e != nil {
			return e
		}
		p.makeBrotli()
	}
	if gz && p.gzip.body != nil {
		return &p.gzip
	}
	return &p.plain
}

// compressing lets one page at a time be compressed in the background, and pauses between them, so that at most a fifth of one
// processor goes into it.
var compressing = make(chan struct{}, 1)

func (p *representation) makeBrotli() {
	if p.busy.Load() {
		return
	}
	select {
	case compressing <- struct{}{}:
	default:
		return // at another reader's turn
	}
	if p.busy.Swap(true) {
		<-compressing
		return
	}
	go func() {
		begun := time.Now()
		defer func() { time.AfterFunc(compressingPause*time.Since(begun), func() { <-compressing }) }()
		var b bytes.Buffer
		w := brotli.NewWriterLevel(&b, brotliLevel)
		w.Write(p.plain.body) // into memory: it cannot fail
		w.Close()
		if b.Len() < len(p.plain.body) {
			made := p.encode("br", bytes.Clone(b.Bytes()))
			p.br.Store(&made)
		}
	}()
}

// unchanged finds in an If-None-Match the tag of a copy that is still right, in whatever encoding the browser has it.
func (p *representation) unchanged(ifNoneMatch string) (tag string, ok bool) {
	for candidate := range strings.SplitSeq(ifNoneMatch, ",") {
		tag = strings.Trim(strings.TrimPrefix(strings.TrimSpace(candidate), "W/"), `"`)
		switch tag {
		case "*":
			return p.tag, true
		case p.tag, p.tag + "-gzip", p.tag + "-br":
			return tag, true
		}
	}
	return "", false
}

// serve answers a request and says how.
func (p *representation) serve(w http.ResponseWriter, r *http.Request) (status, bytes int) {
	h := w.Header()
	if given := r.Header["If-None-Match"]; len(given) > 0 {
		if tag, ok := p.unchanged(given[0]); ok {
			h["Etag"] = []string{`"` + tag + `"`}
			for _, name := range []string{"Cache-Control", "Vary"} {
				if values := p.base[name]; values != nil {
					h[name] = values
				}
			}
			w.WriteHeader(http.StatusNotModified)
			return http.StatusNotModified, 0
		}
	}
	e := p.best(acceptEncoding(r))
	maps.Copy(h, e.header)
	bytes, _ = w.Write(e.body) // a reader who has gone away is nobody's error
	return http.StatusOK, bytes
}

func compressible(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "xml") || strings.HasSuffix(kind, "json")
}

var gzipWriters = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(io.Discard, gzipLevel); return w }}

func gzipped(body []byte) []byte {
	var b bytes.Buffer
	w := gzipWriters.Get().(*gzip.Writer)
	defer gzipWriters.Put(w)
	w.Reset(&b)
	w.Write(body) // into memory: it cannot fail
	w.Close()
	return bytes.Clone(b.Bytes())
}
