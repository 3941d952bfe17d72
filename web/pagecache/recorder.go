package pagecache

import (
	"context"
	"net/http"
)

// Record runs a handler and returns its response as a page, whatever its status. The response
// starts with the headers of base. The request's cancellation is not passed on, because other
// requests may wait for the same page.
func Record(base http.Header, r *http.Request, handle func(http.ResponseWriter, *http.Request) error) (*Page, error) {
	answer := &recorder{header: base.Clone(), status: http.StatusOK}
	if err := handle(answer, r.WithContext(context.WithoutCancel(r.Context()))); err != nil {
		return nil, err
	}
	return newPage(answer.status, answer.header, answer.body), nil
}

// recorder is a ResponseWriter that writes to memory.
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
