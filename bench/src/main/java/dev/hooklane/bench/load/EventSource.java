package dev.hooklane.bench.load;

import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;

/** Creates events with a payload of about 500 bytes, like a chat message. */
public final class EventSource {
    private static final String TEXT =
            "Thanks, that helped! One more thing: can I move my booking to the week after,"
                    + " and would the price stay the same? If not, please keep it as it is.";
    private static final String REST =
            ",\"conversationId\":\"conv_01hf7xk3m9\",\"messageId\":\"msg_01hf7xk4t2\","
                    + "\"botId\":\"bot_789\",\"role\":\"user\",\"text\":\""
                    + TEXT
                    + "\",\"metadata\":{\"channel\":\"web\",\"locale\":\"en-GB\",\"page\":\"/pricing\"}}";

    private static final String MORE = ",\"transcript\":\"";

    private EventSource() {}

    /**
     * Returns an event that happens now.
     *
     * @param sentAtNanos goes into the data, for the receiver; 0 for an event whose latency is not
     *     measured
     */
    public static Event event(EventType type, long sentAtNanos) {
        return Event.builder(type).dataJson(data(sentAtNanos)).build();
    }

    /** Returns the same with data of this size; 0 for that of a chat message. */
    public static Event event(EventType type, long sentAtNanos, int dataBytes) {
        return Event.builder(type).dataJson(data(sentAtNanos, dataBytes)).build();
    }

    /**
     * Returns the data of an event, as JSON of this size. It has text to fill it up, and is larger
     * if the size is that of a chat message or less.
     */
    public static String data(long sentAtNanos, int dataBytes) {
        String data = data(sentAtNanos);
        int text = dataBytes - data.length() - MORE.length() - 1;
        return text <= 0
                ? data
                : data.substring(0, data.length() - 1)
                        + MORE
                        + TEXT.repeat(text / TEXT.length() + 1).substring(0, text)
                        + "\"}";
    }

    /** Returns the data of such an event, as JSON. */
    public static String data(long sentAtNanos) {
        return "{\"" + ReceiverProcess.SENT_AT + "\":" + sentAtNanos + REST;
    }
}
