package dev.hooklane.road;

/** The road on Kafka 4.2. */
class RoadOnKafka42IT extends RoadOnKafka {}
