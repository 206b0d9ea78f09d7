package dev.hooklane.topic;

/** The place of a record on its topic. */
public record RecordPlace(int partition, long offset) {}
