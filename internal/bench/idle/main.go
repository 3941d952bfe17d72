// Command idle opens many connections to an address, reads one page over each, and keeps them open
// until its input ends. It prints a line when all of them are idle.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
)

func main() {
	address, err := url.Parse(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	count, err := strconv.Atoi(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	connections := make([]net.Conn, count)
	for i := range connections {
		if connections[i], err = net.Dial("tcp", address.Host); err != nil {
			log.Fatalf("connection %d: %v (ulimit -n must be above %d)", i, err, count)
		}
		fmt.Fprintf(connections[i], "GET %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\n\r\n", address.Path, address.Host)
		response, err := http.ReadResponse(bufio.NewReader(connections[i]), nil)
		if err != nil {
			log.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println("idle")
	io.Copy(io.Discard, os.Stdin)
}
