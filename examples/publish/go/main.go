// Publishes rows of an outbox to Hooklane. Usage: go run . < ../rows.tsv
//
// Each line is a row: account, event id, type, timestamp and data, separated by tabs.
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"log"
	"os"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"
)

type event struct {
	ID        string          `json:"id"`
	Type      string          `json:"type"`
	Timestamp string          `json:"timestamp"`
	Data      json.RawMessage `json:"data"`
}

func main() {
	// An idempotent producer with acks=all is franz-go's default.
	client, err := kgo.NewClient(
		kgo.SeedBrokers(cmp.Or(os.Getenv("KAFKA"), "localhost:9092")),
		kgo.DefaultProduceTopic(cmp.Or(os.Getenv("TOPIC"), "hooklane.events")),
		// Kafka's own choice of partition, murmur2 of the key: nil is that hash. It is the default
		// too, and written here as no other will do.
		kgo.RecordPartitioner(kgo.StickyKeyPartitioner(nil)),
	)
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()

	var records []*kgo.Record
	rows := bufio.NewScanner(os.Stdin)
	rows.Buffer(nil, 1<<20)
	for rows.Scan() {
		row := strings.SplitN(rows.Text(), "\t", 5)
		if len(row) != 5 {
			log.Fatalf("a row has %d fields, not 5", len(row))
		}
		value, err := json.Marshal(event{row[1], row[2], row[3], json.RawMessage(row[4])})
		if err != nil {
			log.Fatalf("event %s: %v", row[1], err)
		}
		records = append(records, &kgo.Record{
			Key:   []byte(row[0]),
			Value: value,
			// A row that is published again within a day is delivered once.
			Headers: []kgo.RecordHeader{{Key: "hooklane-once", Value: []byte("1")}},
		})
	}
	if err := rows.Err(); err != nil {
		log.Fatal(err)
	}
	if err := client.ProduceSync(context.Background(), records...).FirstErr(); err != nil {
		log.Fatal(err)
	}
}
