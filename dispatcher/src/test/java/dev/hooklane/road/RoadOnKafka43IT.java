package dev.hooklane.road;

/** The road on Kafka 4.3. */
class RoadOnKafka43IT extends RoadOnKafka {}
