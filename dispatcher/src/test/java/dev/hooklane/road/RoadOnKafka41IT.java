package dev.hooklane.road;

/** The road on Kafka 4.1. */
class RoadOnKafka41IT extends RoadOnKafka {}
