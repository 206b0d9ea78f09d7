package dev.hooklane.listener;

/** What became of a request that was handed to a stream. */
public sealed interface HandedOver {
    /** The client answered. */
    record Answered(ListenerAnswer answer) implements HandedOver {}

    /** The request was not given to a client, so it can be handed over again later. */
    record Away(String why) implements HandedOver {}

    /** The client gave no answer in time. */
    record TimedOut() implements HandedOver {}

    /** The stream ended before the answer. */
    record Left() implements HandedOver {}
}
