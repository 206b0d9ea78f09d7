package dev.hooklane.command.dev;

import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Sample events of the default catalogue, cycling through the types. For use by one thread. */
final class SampleEvents implements Supplier<Event> {
    static final List<String> TYPES =
            List.of(
                    "conversation.created",
                    "message.created",
                    "conversation.updated",
                    "message.updated",
                    "message.deleted",
                    "conversation.completed",
                    "bot.updated",
                    "bot.published",
                    "bot.disabled");

    private static final List<String> TEXTS =
            List.of(
                    "Where is my order?",
                    "Grüß Gott, ich möchte meine Buchung ändern 🙂",
                    "It left our warehouse this morning.",
                    "¿Puedo hablar con una persona?");

    private final RandomGenerator random;
    private int next;

    SampleEvents(RandomGenerator random) {
        this.random = random;
    }

    /** Returns the events to try this catalogue with. */
    static Supplier<Event> of(FixedTypes catalogue, RandomGenerator random) {
        return fit(catalogue) ? new SampleEvents(random) : new ExampleEvents(catalogue);
    }

    /** Reports whether the catalogue is the default one. */
    static boolean fit(FixedTypes catalogue) {
        return TYPES.stream()
                .map(type -> catalogue.source(new EventType(type)))
                .allMatch(Optional.of(FixedTypes.Source.HOOKLANE)::equals);
    }

    @Override
    public Event get() {
        String type = TYPES.get(next++ % TYPES.size());
        return Event.builder(type).data(data(type)).build();
    }

    private Map<String, Object> data(String type) {
        String conversation = id("conv_");
        String bot = id("bot_");
        return switch (type) {
            case "conversation.created" ->
                    Map.of(
                            "conversationId", conversation,
                            "botId", bot,
                            "metadata", Map.of("channel", "web", "language", "en"));
            case "conversation.updated" ->
                    Map.of("conversationId", conversation, "botId", bot, "messageId", id("msg_"));
            case "conversation.completed" ->
                    Map.of(
                            "conversationId",
                            conversation,
                            "botId",
                            bot,
                            "resolution",
                            "resolved",
                            "messages",
                            2 + random.nextInt(30));
            case "message.created", "message.updated" ->
                    Map.of(
                            "messageId",
                            id("msg_"),
                            "conversationId",
                            conversation,
                            "role",
                            random.nextBoolean() ? "user" : "assistant",
                            "text",
                            TEXTS.get(random.nextInt(TEXTS.size())));
            case "message.deleted" ->
                    Map.of("messageId", id("msg_"), "conversationId", conversation);
            case "bot.published" -> Map.of("botId", bot, "version", 1 + random.nextInt(40));
            case "bot.disabled" -> Map.of("botId", bot, "reason", "quota exceeded");
            default -> Map.of("botId", bot, "changed", List.of("instructions", "model"));
        };
    }

    private String id(String prefix) {
        return prefix + Integer.toString(100_000 + random.nextInt(900_000));
    }
}
