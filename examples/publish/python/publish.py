"""Publishes rows of an outbox to Hooklane. Usage: python publish.py < ../rows.tsv

Each line is a row: account, event id, type, timestamp and data, separated by tabs.
"""
import json
import os
import sys

from confluent_kafka import Producer

producer = Producer({
    "bootstrap.servers": os.environ.get("KAFKA", "localhost:9092"),
    "acks": "all",
    "enable.idempotence": True,
    # Kafka's own choice of partition. librdkafka's default is another one.
    "partitioner": "murmur2_random",
})
failed = []


def finished(error, record):
    if error:
        failed.append(error)
        print(f"{record.key().decode()}: {error}", file=sys.stderr)


for line in sys.stdin:
    account, event_id, event_type, timestamp, data = line.rstrip("\n").split("\t")
    event = {"id": event_id, "type": event_type, "timestamp": timestamp, "data": json.loads(data)}
    producer.produce(
        os.environ.get("TOPIC", "hooklane.events"),
        key=account,
        value=json.dumps(event, separators=(",", ":"), ensure_ascii=False),
        # A row that is published again within a day is delivered once.
        headers={"hooklane-once": "1"},
        on_delivery=finished,
    )
    producer.poll(0)
# Rows are done only now: before, they may still be lost.
producer.flush()
sys.exit(bool(failed))
