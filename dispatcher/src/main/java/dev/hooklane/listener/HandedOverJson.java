package dev.hooklane.listener;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an instance answers to another one that handed it a request: an object with one field. */
public final class HandedOverJson {
    private static final String ANSWERED = "answered";
    private static final String AWAY = "away";
    private static final String TIMED_OUT = "timedOut";
    private static final String LEFT = "left";

    private HandedOverJson() {}

    /** Returns it as JSON. */
    public static String text(HandedOver result) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        switch (result) {
            case HandedOver.Answered(ListenerAnswer answer) ->
                    answer.write(json.putObject(ANSWERED));
            case HandedOver.Away(String why) -> json.put(AWAY, why);
            case HandedOver.TimedOut _ -> json.put(TIMED_OUT, true);
            case HandedOver.Left _ -> json.put(LEFT, true);
        }
        return json.toString();
    }

    static HandedOver read(JsonNode json) {
        if (json.has(ANSWERED)) {
            try {
                return new HandedOver.Answered(ListenerAnswer.read(json.path(ANSWERED)));
            } catch (IllegalArgumentException e) {
                return new HandedOver.Away("the holder's answer can't be read: " + e.getMessage());
            }
        }
        if (json.has(TIMED_OUT)) {
            return new HandedOver.TimedOut();
        }
        if (json.has(LEFT)) {
            return new HandedOver.Left();
        }
        return new HandedOver.Away(json.path(AWAY).asString("the holder gave no answer"));
    }
}
