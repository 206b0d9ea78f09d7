package dev.hooklane.road;

/** The road on Kafka 4.0. */
class RoadOnKafka40IT extends RoadOnKafka {}
