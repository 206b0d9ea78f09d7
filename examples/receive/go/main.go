// Receives webhooks with net/http. Usage: WEBHOOK_SECRET=whsec_… PORT=3000 go run .
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"sync"
	"time"
)

// maxBody bounds what is read before the signature is checked. A body has at most 256 KiB.
const maxBody = 1 << 20

func main() {
	secret := os.Getenv("WEBHOOK_SECRET")
	if secret == "" {
		log.Fatal("set WEBHOOK_SECRET")
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	in := &inbox{seen: map[string]bool{}, events: make(chan event, 1000)}
	go in.work()

	mux := http.NewServeMux()
	// By Standard Webhooks: nobody can send a recorded request again after five minutes.
	mux.HandleFunc("/webhooks", in.handler(func(body []byte, headers http.Header) bool {
		return isGenuine(body, headers, secret)
	}))
	// By X-MGA-Signature. Offer one of both, never both on one path: the weaker one would decide.
	mux.HandleFunc("/webhooks/simple", in.handler(func(body []byte, headers http.Header) bool {
		return hasGenuineBody(body, headers.Get("X-MGA-Signature"), secret)
	}))
	server := &http.Server{
		Addr:              "127.0.0.1:" + port,
		Handler:           mux,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
	}
	log.Fatal(server.ListenAndServe())
}

type event struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// inbox takes events in, and works on them after the answer.
//
// It knows the newest 10,000 ids. Your server keeps events in a table whose key is the id, as memory ends with the
// process.
type inbox struct {
	mutex  sync.Mutex
	seen   map[string]bool
	order  []string
	events chan event
}

func (in *inbox) handler(genuine func([]byte, http.Header) bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			http.Error(w, "POST only", http.StatusMethodNotAllowed)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			http.Error(w, "the body is too large", http.StatusRequestEntityTooLarge)
			return
		}
		if !genuine(body, r.Header) {
			http.Error(w, "the signature is wrong", http.StatusUnauthorized)
			return
		}
		var came event
		if json.Unmarshal(body, &came) != nil {
			http.Error(w, "the body is not an event", http.StatusBadRequest)
			return
		}
		if !in.accept(came) {
			http.Error(w, "too much is waiting", http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

// accept takes an event in unless it came before. If it can't, Hooklane sends the event again later.
func (in *inbox) accept(came event) bool {
	in.mutex.Lock()
	defer in.mutex.Unlock()
	if in.seen[came.ID] {
		return true
	}
	select {
	case in.events <- came:
	default:
		return false
	}
	in.seen[came.ID] = true
	in.order = append(in.order, came.ID)
	if len(in.order) > 10_000 {
		delete(in.seen, in.order[0])
		in.order = in.order[1:]
	}
	return true
}

func (in *inbox) work() {
	for came := range in.events {
		fmt.Println(came.ID, came.Type)
	}
}
