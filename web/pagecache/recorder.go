package pagecache

import (
	"context"
	"net/http"
)

// Record runs a handler and returns its answer as a page, whatever its status. The answer begins with the headers of base. The
// handler does not see that its reader goes away: others may be waiting for the same page.
func Record(base http.Header, r *http.Request, handle func(http.ResponseWriter, *http.Request) error) (*Page, error) {
	answer := &recorder{header: base.Clone(), status: http.StatusOK}
	if err := handle(answer, r.WithContext(context.WithoutCancel(r.Context()))); err != nil {
		return nil, err
	}
	return newPage(answer.status, answer.header, answer.body), nil
}

// recorder is a ResponseWriter into memory.
type recorder struct {
	header http.Header
	status int
	body   []byte
}

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) { r.status = status }

func (r *recorder) Write(p []byte) (int, error) {
	r.body = append(r.body, p...)
	return len(p), nil
}
