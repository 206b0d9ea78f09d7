// Publishes rows of an outbox to Hooklane. Usage: node publish.mjs < ../rows.tsv
//
// Each line is a row: account, event id, type, timestamp and data, separated by tabs.
import { createInterface } from 'node:readline'
import { compatibilityPartitioner, ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka'

const producer = new Producer({
  clientId: 'publish-example',
  bootstrapBrokers: (process.env.KAFKA ?? 'localhost:9092').split(','),
  serializers: stringSerializers,
  idempotent: true,
  acks: ProduceAcks.ALL,
  // Kafka's own choice of partition. This client's default is another one.
  partitioner: compatibilityPartitioner
})

const messages = []
for await (const line of createInterface({ input: process.stdin })) {
  const [account, id, type, timestamp, data] = line.split('\t')
  messages.push({
    topic: process.env.TOPIC ?? 'hooklane.events',
    key: account,
    value: JSON.stringify({ id, type, timestamp, data: JSON.parse(data) }),
    // A row that is published again within a day is delivered once.
    headers: { 'hooklane-once': '1' }
  })
}
// Fails if Kafka doesn't acknowledge: then publish the same rows again.
await producer.send({ messages })
await producer.close()
