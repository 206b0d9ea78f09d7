package dev.hooklane.console.link;

import dev.hooklane.console.view.Badge;
import java.util.List;

/** The words for the states of portal links. */
final class LinkWords {
    private static final List<String> STATES = List.of("active", "used", "expired", "revoked");

    private LinkWords() {}

    /** Returns the state, or an empty text if it is none. */
    static String known(String state) {
        return STATES.contains(state) ? state : "";
    }

    static List<LinkList.Choice> choices(String chosen) {
        return STATES.stream()
                .map(state -> new LinkList.Choice(state, label(state), state.equals(chosen)))
                .toList();
    }

    static Badge badge(String state) {
        return switch (state) {
            case "active" -> Badge.good(label(state));
            case "used" -> Badge.warn(label(state));
            default -> Badge.plain(label(state));
        };
    }

    private static String label(String state) {
        return switch (state) {
            case "active" -> "Not opened";
            case "used" -> "In use";
            case "expired" -> "Expired";
            case "revoked" -> "Revoked";
            default -> state;
        };
    }
}
