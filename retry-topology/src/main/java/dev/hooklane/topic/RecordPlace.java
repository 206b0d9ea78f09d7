package dev.hooklane.topic;

/** Where a record stands on its topic. */
public record RecordPlace(int partition, long offset) {}
