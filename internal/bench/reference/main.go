// Command reference is the least program that takes a verdict durably: chi, a form, and one group
// commit. .ci/bench-feedback measures Pinhole against it in the same run.
package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	_ "modernc.org/sqlite"
)

type row struct {
	id, article, helpful string
	done                 chan error
}

func main() {
	db, err := sql.Open("sqlite", "file:"+os.Args[1]+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE TABLE verdict (id TEXT PRIMARY KEY, article TEXT, helpful TEXT)`); err != nil {
		log.Fatal(err)
	}
	insert, err := db.Prepare(`INSERT INTO verdict VALUES (?, ?, ?)`)
	if err != nil {
		log.Fatal(err)
	}
	queue := make(chan row, 512)
	go commit(db, insert, queue)
	mux := chi.NewMux()
	mux.Post("/feedback", func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
		if err := r.ParseForm(); err != nil {
			http.Error(w, "bad form", http.StatusBadRequest)
			return
		}
		one := row{id: rand.Text(), article: r.PostForm.Get("article"), helpful: r.PostForm.Get("helpful"), done: make(chan error, 1)}
		queue <- one
		if err := <-one.done; err != nil {
			http.Error(w, "not stored", http.StatusInternalServerError)
			return
		}
		http.Redirect(w, r, "/feedback/"+one.id, http.StatusSeeOther)
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("http://" + l.Addr().String())
	log.Fatal(http.Serve(l, mux))
}

func commit(db *sql.DB, insert *sql.Stmt, queue chan row) {
	for first := range queue {
		batch := []row{first}
		for more := true; more && len(batch) < 512; {
			select {
			case next := <-queue:
				batch = append(batch, next)
			default:
				more = false
			}
		}
		err := write(db, insert, batch)
		for _, r := range batch {
			r.done <- err
		}
	}
}

func write(db *sql.DB, insert *sql.Stmt, batch []row) error {
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	in := tx.Stmt(insert)
	for _, r := range batch {
		if _, err := in.Exec(r.id, r.article, r.helpful); err != nil {
			return err
		}
	}
	return tx.Commit()
}
